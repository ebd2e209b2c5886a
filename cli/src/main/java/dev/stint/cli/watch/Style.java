package dev.stint.cli.watch;

/** Colours of a terminal, or none. */
public record Style(boolean coloured) {

    private static final String RESET = "\u001b[0m";

    /** As the environment asks: {@code NO_COLOR} switches colours off. */
    public static Style of(java.util.Map<String, String> environment) {
        return new Style(environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    public String bold(String text) {
        return in("1", text);
    }

    public String faint(String text) {
        return in("2", text);
    }

    public String green(String text) {
        return in("32", text);
    }

    public String yellow(String text) {
        return in("33", text);
    }

    public String red(String text) {
        return in("31", text);
    }

    private String in(String code, String text) {
        return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
    }

    /** How many columns a text takes. */
    static int width(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "").length();
    }

    /** The text cut to a number of columns; an ellipsis says so. */
    String fit(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int shown = 0;
        int at = 0;
        while (shown < columns - 1) {
            if (text.charAt(at) == '\u001b') {
                int end = text.indexOf('m', at);
                cut.append(text, at, end + 1);
                at = end + 1;
            } else {
                cut.append(text.charAt(at++));
                shown++;
            }
        }
        return cut + "…" + (coloured ? RESET : "");
    }
}
