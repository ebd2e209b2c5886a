/** One short sweep of learning rates, read as a prior on the peak rate; never a decision. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.phase.lrfind;
