package dev.stint.engine.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Values that are dear to make and never change: each is made once, whoever asks. A value may be made of others. */
final class Lasting {

    private final Map<Class<?>, Object> made = new LinkedHashMap<>();

    synchronized <T> T of(Class<T> kind, Supplier<T> make) {
        Object known = made.get(kind);
        if (known == null) {
            known = make.get();
            made.put(kind, known);
        }
        return kind.cast(known);
    }
}
