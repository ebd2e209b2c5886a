/** The kit that every executor must pass, and the tests of the local one. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.executor;
