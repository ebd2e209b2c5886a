/** What happened: events and their fold. State is derived here and nowhere else; nothing in this package decides. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.history;
