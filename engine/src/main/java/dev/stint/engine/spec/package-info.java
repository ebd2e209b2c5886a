/** What the user asked for, as one immutable value, with every mistake reported at once. Reads no file. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.spec;
