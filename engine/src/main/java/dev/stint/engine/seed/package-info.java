/**
 * Randomness by path: a {@link Seed} is derived from its parent by a name or a number, never by the order of calls, and
 * a {@link Stream} draws from it with an algorithm of our own that no library can change. This room must not touch any
 * other room, nor any random source of the JDK.
 */
@NullMarked
package dev.stint.engine.seed;

import org.jspecify.annotations.NullMarked;
