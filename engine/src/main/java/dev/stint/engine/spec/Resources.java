package dev.stint.engine.spec;

import org.jspecify.annotations.Nullable;

/**
 * How many attempts run at once and what each holds.
 *
 * @param slots null for auto
 * @param gpusPerTrial 0 for trainings without a GPU
 */
public record Resources(@Nullable Integer slots, double gpusPerTrial) {}
