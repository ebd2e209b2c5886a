/**
 * The drive protocol, version 1: a caller trains, and talks with the engine in lines of JSON. It is an executor whose trainings run
 * elsewhere; it starts no process and touches no file.
 */
@org.jspecify.annotations.NullMarked
package dev.stint.runtime.drive;
