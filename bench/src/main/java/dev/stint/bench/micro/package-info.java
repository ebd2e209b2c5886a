/** Microbenchmarks with JMH: the fold of a journal, decisions, and the fit of the surrogate. They need no data. */
@NullMarked
package dev.stint.bench.micro;

import org.jspecify.annotations.NullMarked;
