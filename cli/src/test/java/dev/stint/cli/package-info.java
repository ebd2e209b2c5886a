/** The command as a user meets it: each test starts a process of its own and reads what it says. */
@org.jspecify.annotations.NullMarked
package dev.stint.cli;
