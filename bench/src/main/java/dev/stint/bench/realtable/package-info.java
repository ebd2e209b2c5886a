/** Real trainings of three small networks, kept as tables. */
@NullMarked
package dev.stint.bench.realtable;

import org.jspecify.annotations.NullMarked;
