@org.jspecify.annotations.NullMarked
package dev.stint.bench.faults;
