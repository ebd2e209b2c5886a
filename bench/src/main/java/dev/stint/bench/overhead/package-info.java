/** What Stint itself costs, measured from outside on the command as a user starts it. */
@NullMarked
package dev.stint.bench.overhead;

import org.jspecify.annotations.NullMarked;
