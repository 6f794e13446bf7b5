/** Sets of five-tuple filters and traces for them, drawn from a seed and written in ClassBench's format. */
package io.nodev.common.classifier.classbench;
