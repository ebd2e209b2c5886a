/**
 * A real training for Stint to tune: a small convolutional network on handwritten digits, by PyTorch through DJL.
 *
 * <p>It speaks the trial contract over environment variables, files and pipes, as a stranger's script would, and must
 * not depend on any module of Stint.
 */
@NullMarked
package dev.stint.examples.digits;

import org.jspecify.annotations.NullMarked;
