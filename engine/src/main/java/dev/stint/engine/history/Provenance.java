package dev.stint.engine.history;

/** How a study was made: what a report must name for somebody to repeat it. */
public record Provenance(String version, String java, String os, String arch, String specHash) {}
