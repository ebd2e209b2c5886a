package dev.stint.runtime.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Walks the hash chain over entries: each hash is the SHA-256 of the previous hash, the sequence number, the time, the type and the text.
 *
 * <p>The format of the digest's input is released and never changes: 32 bytes of hash; sequence and time as 8 bytes each, big-endian; the length of the
 * type in bytes as 4 bytes; type and text in UTF-8.
 */
final class Chain {

    /** The hash before the first entry. */
    static final String ROOT = "0".repeat(64);

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** One row of the journal as stored. */
    record Row(long sequence, long at, String type, String event, String hash) {}

    /** A place in the chain. */
    record Link(long sequence, String hash) {
        static final Link START = new Link(0, ROOT);
    }

    private final MessageDigest digest = sha256();
    private final ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES);
    private byte[] hash;
    private long sequence;

    Chain(Link from) {
        this.sequence = from.sequence();
        this.hash = HexFormat.of().parseHex(from.hash());
    }

    /** Goes on from a place that was read from a file. */
    static Chain from(Path file, Link from) {
        if (!HASH.matcher(from.hash()).matches()) {
            throw new JournalDamaged(file, from.sequence(), "a hash of 64 hexadecimal digits", from.hash(), null);
        }
        return new Chain(from);
    }

    /** The place after the last entry walked over. */
    Link link() {
        return new Link(sequence, HexFormat.of().formatHex(hash));
    }

    /** Adds the next entry and gives it its hash. */
    Row extend(long at, String type, String event) {
        step(sequence + 1, at, type, event);
        return new Row(sequence, at, type, event, HexFormat.of().formatHex(hash));
    }

    /** Walks over a stored row. */
    void verify(Path file, Row row) {
        long next = sequence + 1;
        if (row.sequence() != next) {
            throw new JournalDamaged(
                    file, next, "entry " + next + " after entry " + sequence, "entry " + row.sequence(), null);
        }
        step(next, row.at(), row.type(), row.event());
        String expected = HexFormat.of().formatHex(hash);
        if (!expected.equals(row.hash())) {
            throw new JournalDamaged(
                    file,
                    next,
                    "content that matches the hash " + shown(row.hash()),
                    "content with the hash " + shown(expected),
                    null);
        }
    }

    private void step(long next, long at, String type, String event) {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        numbers.clear().putLong(next).putLong(at).putInt(name.length);
        digest.update(hash);
        digest.update(numbers.array());
        digest.update(name);
        digest.update(event.getBytes(StandardCharsets.UTF_8));
        hash = digest.digest();
        sequence = next;
    }

    private static String shown(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) + "…" : hash;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
