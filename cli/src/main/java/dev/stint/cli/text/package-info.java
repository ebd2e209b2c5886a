/** Numbers, tables and bars as people read them. Knows values only: no study, no terminal. */
@org.jspecify.annotations.NullMarked
package dev.stint.cli.text;
