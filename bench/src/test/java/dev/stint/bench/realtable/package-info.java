@NullMarked
package dev.stint.bench.realtable;

import org.jspecify.annotations.NullMarked;
