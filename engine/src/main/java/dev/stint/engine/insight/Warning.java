package dev.stint.engine.insight;

/**
 * Something that the user should know before believing a result.
 *
 * @param code stable name, lower case with hyphens, to allow or look up
 * @param text what was seen, with its numbers
 * @param remedy what to do about it
 */
public record Warning(String code, String text, String remedy) {}
