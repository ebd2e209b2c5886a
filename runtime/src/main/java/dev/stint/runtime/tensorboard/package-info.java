/**
 * Event files of TensorBoard as a source of metrics: records, the few protobuf fields that hold scalars, and the steps they belong to.
 * Reads only; the files are somebody else's.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.tensorboard;
