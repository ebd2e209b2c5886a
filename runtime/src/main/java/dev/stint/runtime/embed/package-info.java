/**
 * Stint inside your own program: a study whose trainings are a function, or a loop that asks and tells. Begin with
 * {@link dev.stint.runtime.embed.Stint}.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.embed;
