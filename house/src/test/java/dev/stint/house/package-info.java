/** Tests about the house itself: who may use whom, how code is formatted, and whether the reviewers are awake. */
@org.jspecify.annotations.NullMarked
package dev.stint.house;
