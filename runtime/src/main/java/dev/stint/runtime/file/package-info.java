/** Reads and writes the study file, and knows its schema. Decides nothing about the study. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.file;
