/** A simulated executor and clock: the same loop, without processes or waiting. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.simulate;
