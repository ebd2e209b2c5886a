/** Samples of every event, and what the formats must keep. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.json;
