/** Starts from what is known: the user's defaults, which are the control. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.phase.transfer;
