package dev.stint.engine.history;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * A persistent list: adding or replacing an element gives a new list that shares all chunks but one, so that a history of many
 * thousand trials can be folded event by event.
 */
final class Chunks<T> extends AbstractList<T> implements RandomAccess {

    private static final int SIZE = 64;

    private final Object[][] chunks;
    private final int size;

    private Chunks(Object[][] chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    static <T> Chunks<T> empty() {
        return new Chunks<>(new Object[0][], 0);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        return (T) chunks[index / SIZE][index % SIZE];
    }

    @Override
    public int size() {
        return size;
    }

    Chunks<T> plus(T element) {
        boolean full = size % SIZE == 0;
        Object[][] next = java.util.Arrays.copyOf(chunks, chunks.length + (full ? 1 : 0));
        int last = next.length - 1;
        Object[] chunk = full ? new Object[1] : java.util.Arrays.copyOf(chunks[last], size % SIZE + 1);
        chunk[size % SIZE] = element;
        next[last] = chunk;
        return new Chunks<>(next, size + 1);
    }

    Chunks<T> with(int index, T element) {
        Object[][] next = chunks.clone();
        Object[] chunk = next[index / SIZE].clone();
        chunk[index % SIZE] = element;
        next[index / SIZE] = chunk;
        return new Chunks<>(next, size);
    }
}
