/** The one writer: commands to the engine, events to the journal, work to the executor. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.loop;
