/** The contract of journals, and what kills and damage may do to them. */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.journal;
