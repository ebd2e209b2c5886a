/**
 * The numeric models behind the decisions: Gaussian processes, kernels, warps, densities, acquisition, L-BFGS, ranks
 * and small regressions. This room knows arrays and matrices over the unit cube; it must not touch trials, spaces,
 * histories or budgets. Everything is a pure function of its arguments, single-threaded, in {@link StrictMath}.
 *
 * <p>Paper symbols are allowed here and only here; each class opens with its notation and sources.
 */
@NullMarked
package dev.stint.engine.model;

import org.jspecify.annotations.NullMarked;
