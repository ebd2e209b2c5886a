@NullMarked
package dev.stint.bench.lcbench;

import org.jspecify.annotations.NullMarked;
