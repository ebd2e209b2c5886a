/**
 * Reads results and says what they mean: learning-rate sweeps, curves, finals, proxies, guardrails. Every claim carries
 * its uncertainty or the words "cannot tell". Arrays and own records in, records out: this room must not touch
 * histories, trials, phases or budgets.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.insight;
