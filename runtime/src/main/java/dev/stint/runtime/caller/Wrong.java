package dev.stint.runtime.caller;

/** Why something said cannot be used: the field that is at fault, and what was expected there. Nothing has changed. */
public record Wrong(String field, String why) {

    /** The field first: {@code epoch: 7 is beyond 3, where this order ends}. */
    public String text() {
        return field.isEmpty() ? why : field + ": " + why;
    }
}
