/**
 * The report of a study as one HTML page and as Markdown. Every sentence and table is written once, as a
 * {@link dev.stint.render.Document}, and drawn twice. Works on values of the engine only: it reads no journal and no
 * study file, and writes where the caller says.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.render;
