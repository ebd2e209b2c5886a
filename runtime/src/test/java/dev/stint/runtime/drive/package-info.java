@org.jspecify.annotations.NullMarked
package dev.stint.runtime.drive;
