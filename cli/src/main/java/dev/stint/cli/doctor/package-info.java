/** What {@code stint doctor} and {@code stint lr-find} do: short trainings in a scratch folder, and what they showed. Charges nothing. */
@NullMarked
package dev.stint.cli.doctor;

import org.jspecify.annotations.NullMarked;
