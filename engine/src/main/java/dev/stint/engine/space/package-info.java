/** What may be tuned: parameters, their domains, conditions and constraints, and the encoding to the unit cube. Knows no trials. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.space;
