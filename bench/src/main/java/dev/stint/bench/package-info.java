/**
 * Measures Stint against known truths: comparisons over surrogates and tables, and microbenchmarks. It looks at every other room; no other room may
 * look at it, and it is never published.
 */
@NullMarked
package dev.stint.bench;

import org.jspecify.annotations.NullMarked;
