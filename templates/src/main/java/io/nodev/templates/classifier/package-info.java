/**
 * Writes the classifier of one machine: a Java class that answers for exactly the rules and vifs it was written for.
 *
 * <p>A {@link io.nodev.templates.classifier.ClassifierModel} holds the rules as the rule list has them, newest first.
 * They are first lowered to steps, which settles the semantics and finds rules that can never match; a short list of
 * steps becomes straight-line code in evaluation order, a long one a table. Nothing here depends on the time, the
 * place or the run.
 */
package io.nodev.templates.classifier;
