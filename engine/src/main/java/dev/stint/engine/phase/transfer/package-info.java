/** Starts from what is known: the user's defaults, which are the control, then what earlier studies and the textbook recommend. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.phase.transfer;
