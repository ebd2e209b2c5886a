/** Asks cheaper stand-ins first, and the training itself whether they may be believed. Decides nothing about what the search does after. */
@NullMarked
package dev.stint.engine.phase.proxy;

import org.jspecify.annotations.NullMarked;
