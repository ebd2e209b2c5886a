package dev.stint.runtime.file;

import java.io.IOException;
import java.io.StringReader;

/**
 * Reads a text in chunks of which none ends between the two halves of a surrogate pair.
 *
 * <p>The YAML parser asks for one more character into a full buffer when a chunk ends there, which the JDK's readers
 * refuse.
 */
final class WholePairs extends StringReader {

    private final String text;
    private int position;

    WholePairs(String text) {
        super(text);
        this.text = text;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int end = Math.min(text.length(), position + length);
        boolean torn = end < text.length() && end - position > 1 && Character.isHighSurrogate(text.charAt(end - 1));
        int read = super.read(buffer, offset, torn ? length - 1 : length);
        position += Math.max(0, read);
        return read;
    }
}
