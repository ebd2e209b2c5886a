/** Trains the promising on: successive halving or Bayesian optimisation, both resuming what is paused. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.phase.refine;
