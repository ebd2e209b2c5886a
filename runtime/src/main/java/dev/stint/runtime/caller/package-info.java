/** Work that a caller does: orders go out, news come in; what speaks to the caller, and how, is another room's matter. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.caller;
