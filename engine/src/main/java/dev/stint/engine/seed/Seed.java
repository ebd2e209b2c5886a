package dev.stint.engine.seed;

import java.nio.charset.StandardCharsets;

/**
 * A point in the tree of random streams, known by its path from the root ({@code seed / phase / trial}).
 *
 * <p>Children are mixed from the path alone, so the order in which they are asked for is irrelevant, and a child tells
 * nothing about its siblings. The mixing is part of the file format: it is pinned by tests and never changes.
 *
 * @param value the whole state; {@code Seed.of(seed.value())} is the same seed
 */
public record Seed(long value) {
    private static final long NAMED = 0x6a09e667f3bcc908L;
    private static final long NUMBERED = 0xbb67ae8584caa73bL;
    private static final long STREAMED = 0x3c6ef372fe94f82bL;
    private static final long TRAINED = 0xa54ff53a5f1d36f1L;

    /** The root of a tree of streams; every 64-bit value is a different root. */
    public static Seed of(long value) {
        return new Seed(value);
    }

    /** The child of this name. Children of a name and children of a number never share a stream by construction. */
    public Seed child(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        long hash = absorb(Mixing.finish(value ^ NAMED), bytes.length);
        for (byte b : bytes) {
            hash = absorb(hash, b & 0xff);
        }
        return new Seed(hash);
    }

    /** The child of this number, which may be negative. */
    public Seed child(long index) {
        return new Seed(absorb(Mixing.finish(value ^ NUMBERED), index));
    }

    /** The seed that a training gets: 0 to 2^31 - 1, which every framework accepts. */
    public int trainingSeed() {
        return (int) (Mixing.finish(Mixing.finish(value ^ TRAINED)) >>> 33);
    }

    /** A fresh stream, always at its first draw. */
    public Stream stream() {
        return new Stream(Mixing.finish(value ^ STREAMED));
    }

    private static long absorb(long hash, long part) {
        return Mixing.finish((hash ^ part) + Mixing.GOLDEN);
    }
}
