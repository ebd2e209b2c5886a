package dev.stint.runtime.journal;

import dev.stint.runtime.journal.Chain.Link;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * How far the journal was acknowledged, in a file beside it.
 *
 * <p>The database and its write-ahead log cannot tell a lost end from an end: SQLite reads a log up to its first broken frame and is content. This file is
 * written after each commit, without waiting for the disk, so it never says more than was durable; a journal that holds less has lost something. A
 * torn or missing witness says nothing.
 */
final class Witness implements AutoCloseable {

    private static final String FILE = "journal.last";

    private final RandomAccessFile file;

    private Witness(RandomAccessFile file) {
        this.file = file;
    }

    static Witness open(Path folder) {
        Path path = folder.resolve(FILE);
        try {
            return new Witness(new RandomAccessFile(path.toFile(), "rw"));
        } catch (IOException e) {
            throw new JournalUnwritable(path, WriterLock.reason(e), e);
        }
    }

    /** Remembers an acknowledged place. A witness that cannot be written stays behind, which is no harm: the place is durable in the journal. */
    void record(Link link) {
        try {
            file.seek(0);
            file.write(line(link).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            System.getLogger(Witness.class.getName())
                    .log(System.Logger.Level.DEBUG, "the journal's witness stays behind", e);
        }
    }

    /** The last place remembered; the start if there is none. */
    static Link read(Path folder) {
        try {
            String line = Files.readString(folder.resolve(FILE), StandardCharsets.US_ASCII);
            String[] words = line.split(" ", -1);
            if (words.length != 3) {
                return Link.START;
            }
            Link link = new Link(Long.parseLong(words[0]), words[1]);
            return line(link).equals(line) ? link : Link.START;
        } catch (IOException | NumberFormatException e) {
            return Link.START;
        }
    }

    private static String line(Link link) {
        String text = "%019d %s".formatted(link.sequence(), link.hash());
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%s %08x\n".formatted(text, crc.getValue());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            System.getLogger(Witness.class.getName())
                    .log(System.Logger.Level.DEBUG, "the journal's witness stays behind", e);
        }
    }
}
