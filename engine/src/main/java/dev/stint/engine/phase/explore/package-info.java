/** Many configurations at low fidelity over wide ranges. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.phase.explore;
