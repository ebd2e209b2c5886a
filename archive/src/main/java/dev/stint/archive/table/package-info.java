/** Trials as plain tables: CSV, and JSON Lines, which lose nothing that the archive keeps of them. */
@org.jspecify.annotations.NullMarked
package dev.stint.archive.table;
