/** What a large archive costs a study that begins, with the options of the command's own process. */
@NullMarked
package dev.stint.bench.archive;

import org.jspecify.annotations.NullMarked;
