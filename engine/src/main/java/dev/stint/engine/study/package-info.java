/** Commands and a history in, events out. The only place that turns decisions and reports into events. */
@org.jspecify.annotations.NullMarked
package dev.stint.engine.study;
