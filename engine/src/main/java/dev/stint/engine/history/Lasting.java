package dev.stint.engine.history;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Values that are dear to make and never change. Two threads that ask at once may both make one, and one of the two is kept. */
final class Lasting {

    private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();

    <T> T of(Class<T> kind, Supplier<T> make) {
        Object known = made.get(kind);
        if (known == null) {
            made.putIfAbsent(kind, make.get());
            known = Objects.requireNonNull(made.get(kind));
        }
        return kind.cast(known);
    }
}
