package dev.stint.cli.doctor;

/**
 * What one check found.
 *
 * @param check a word that stays the same, for scripts
 * @param text what was seen; the first line says it, further lines quote
 * @param remedy what to do; empty where there is nothing to do
 */
public record Finding(String check, Level level, String text, String remedy) {

    static Finding ok(String check, String text) {
        return new Finding(check, Level.OK, text, "");
    }

    static Finding skipped(String check, String text) {
        return new Finding(check, Level.SKIPPED, text, "");
    }

    static Finding warning(String check, String text, String remedy) {
        return new Finding(check, Level.WARNING, text, remedy);
    }

    static Finding problem(String check, String text, String remedy) {
        return new Finding(check, Level.PROBLEM, text, remedy);
    }
}
