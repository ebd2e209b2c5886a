/** What {@code stint doctor} does: short trainings in a scratch folder, and checks of what they showed. Charges nothing. */
@NullMarked
package dev.stint.cli.doctor;

import org.jspecify.annotations.NullMarked;
