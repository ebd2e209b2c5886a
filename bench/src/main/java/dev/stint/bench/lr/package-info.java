/** Learning-rate sweeps and short trainings, read as the product reads them, beside what a dense sweep of real trainings found. */
@NullMarked
package dev.stint.bench.lr;

import org.jspecify.annotations.NullMarked;
