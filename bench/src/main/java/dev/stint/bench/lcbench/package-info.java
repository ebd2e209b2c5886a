/**
 * The comparison on LCBench: 34 data sets, a network with seven hyperparameters and 52 epochs, as the YAHPO Gym surrogate. The protocol, the
 * surrogate and the figures of the peers lie in a folder outside this project, which every run is given; nothing of it may be copied in here.
 */
@NullMarked
package dev.stint.bench.lcbench;

import org.jspecify.annotations.NullMarked;
