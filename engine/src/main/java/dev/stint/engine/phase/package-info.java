/** What to do next: the one abstraction of the house and the plans made of it. Must not touch storage, clock or processes. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.phase;
