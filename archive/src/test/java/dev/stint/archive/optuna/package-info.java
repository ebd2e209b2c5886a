@org.jspecify.annotations.NullMarked
package dev.stint.archive.optuna;
