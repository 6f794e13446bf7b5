/**
 * What templates read: one record a template, its components the only variables besides the banner and the escapers.
 *
 * <p>Names, order and every choice are made before a model is built; a template writes down what it is given.
 */
package io.nodev.templates.model;
