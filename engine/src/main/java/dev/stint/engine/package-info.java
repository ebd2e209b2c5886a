/** Decides. Values in, values out: no file, clock, thread, socket, logger or static randomness may be touched in this module. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine;
