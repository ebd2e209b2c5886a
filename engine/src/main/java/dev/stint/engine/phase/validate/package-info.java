/** The finals: full length, paired seeds, then the holdout and the test, each opened once. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.phase.validate;
