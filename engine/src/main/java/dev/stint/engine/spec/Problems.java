package dev.stint.engine.spec;

import java.util.List;
import java.util.stream.Collectors;

/** All mistakes of a study file at once. */
public final class Problems extends RuntimeException {

    private final String file;
    private final List<Problem> problems;

    public Problems(String file, List<Problem> problems) {
        super(file);
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    @Override
    public String getMessage() {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return file + " has " + count + ":\n"
                + problems.stream().map(p -> "  " + p.text(file)).collect(Collectors.joining("\n"));
    }
}
