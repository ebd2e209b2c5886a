/** What a study found, as values computed from its history. Renders nothing. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.report;
