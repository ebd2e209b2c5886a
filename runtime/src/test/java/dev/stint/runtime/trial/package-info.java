/** Tests of the trial contract. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.trial;
