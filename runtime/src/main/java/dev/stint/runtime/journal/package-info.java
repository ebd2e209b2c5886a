/** Append-only events on disk, the only durable state. Knows no engine decisions. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.journal;
