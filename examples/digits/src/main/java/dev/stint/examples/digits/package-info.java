@org.jspecify.annotations.NullMarked
package dev.stint.examples.digits;
