/** The campaign of faults: studies that are killed, starved, lied to and damaged, and an auditor that looks at what is left from outside. */
@NullMarked
package dev.stint.bench.faults;

import org.jspecify.annotations.NullMarked;
