/** Runs attempts: processes with slots, output kept, groups ended for certain. Decides nothing. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.executor;
