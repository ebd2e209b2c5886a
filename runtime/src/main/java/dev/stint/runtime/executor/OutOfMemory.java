package dev.stint.runtime.executor;

import java.util.List;
import java.util.Locale;

/** Recognises a script that ran out of memory and could still say so. */
final class OutOfMemory {

    /** As PyTorch, JAX and TensorFlow, CUDA, Python, C++, the JVM and the C library put it. */
    private static final List<String> PHRASES = List.of(
            "out of memory",
            "outofmemoryerror",
            "resource_exhausted",
            "cuda_error_out_of_memory",
            "memoryerror",
            "bad_alloc",
            "cannot allocate memory");

    private OutOfMemory() {}

    static boolean saidIn(String lastWords) {
        String lower = lastWords.toLowerCase(Locale.ROOT);
        return PHRASES.stream().anyMatch(lower::contains);
    }
}
