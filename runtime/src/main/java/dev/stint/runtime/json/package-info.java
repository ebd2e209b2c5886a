/** Events, drive lines and reports as JSON: the only room that knows JSON. Formats once released are added to, never edited. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.json;
