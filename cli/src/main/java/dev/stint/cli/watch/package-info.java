/**
 * Shows a study while it runs: a live view for terminals, plain lines for logs, JSON for scripts. Only looks; changes
 * nothing.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.cli.watch;
