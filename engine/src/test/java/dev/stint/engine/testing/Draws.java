package dev.stint.engine.testing;

import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Random draws of one case. */
public final class Draws {

    private final Stream stream;

    public Draws(Stream stream) {
        this.stream = stream;
    }

    /** The stream behind it, for code that takes one. */
    public Stream stream() {
        return stream;
    }

    /** 0 .. n-1. */
    public int below(int n) {
        return stream.below(n);
    }

    /** low .. high, both inside. */
    public int between(int low, int high) {
        return low + stream.below(high - low + 1);
    }

    /** Uniform in [low, high). */
    public double real(double low, double high) {
        return stream.uniform(low, high);
    }

    /** Uniform in the logarithm of [low, high). */
    public double logReal(double low, double high) {
        return StrictMath.exp(stream.uniform(StrictMath.log(low), StrictMath.log(high)));
    }

    public boolean chance(double probability) {
        return stream.uniform() < probability;
    }

    public <T> T pick(List<T> options) {
        return options.get(stream.below(options.size()));
    }

    public <T> List<T> list(int count, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(one.get());
        }
        return list;
    }
}
