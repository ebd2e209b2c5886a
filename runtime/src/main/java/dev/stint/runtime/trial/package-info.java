/** The trial contract: what an attempt is given and how its lines are read. Starts no process. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.trial;
