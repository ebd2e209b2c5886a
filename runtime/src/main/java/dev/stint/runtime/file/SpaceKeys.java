package dev.stint.runtime.file;

import static dev.stint.runtime.file.Key.optional;
import static dev.stint.runtime.file.Key.required;

import dev.stint.engine.space.Role;
import java.util.Arrays;
import java.util.List;

/** The keys of a parameter: a part of {@link Keys}. */
final class SpaceKeys {

    /** The kinds of parameter; each parameter has exactly one. */
    static final List<String> KINDS =
            List.of("uniform", "log-uniform", "int", "log-int", "choice", "ordinal", "constant");

    private static final Shape SCALAR = new Shape.Scalar();
    private static final Shape RANGE = new Shape.Range();
    private static final Shape LIST = Shape.many(SCALAR, 1);

    private static final Shape.Section PRIOR = Shape.section(
            required("center", SCALAR, "1e-3", "Where you believe the best value is."),
            optional(
                    "confidence",
                    Shape.word("low", "medium", "high"),
                    "low",
                    "medium",
                    "How sure you are. A prior never excludes a value, and counts less as results come in."));

    private static final Shape.Section PARAMETER = new Shape.Section(
            List.of(
                    optional("uniform", RANGE, "[0, 0.1]", "", "Any number between the two, both included."),
                    optional(
                            "log-uniform",
                            RANGE,
                            "[1e-5, 1e-2]",
                            "",
                            "Any positive number between the two, on a logarithmic scale: for what varies by factors."),
                    optional("int", RANGE, "[1, 8]", "", "Any whole number between the two, both included."),
                    optional(
                            "log-int",
                            RANGE,
                            "[16, 1024]",
                            "",
                            "Any positive whole number between the two, on a logarithmic scale."),
                    optional("choice", LIST, "[adamw, sgd]", "", "One of these, in no order."),
                    optional("ordinal", LIST, "[small, medium, large]", "", "One of these, in this order."),
                    optional(
                            "constant",
                            SCALAR,
                            "128",
                            "",
                            "One value, handed to the command and never tuned; `width: 128` says the same."),
                    optional(
                            "role",
                            roles(),
                            "learning-rate",
                            "guessed from the name, and said",
                            "What the parameter does in a training. `other` stops the guess."),
                    optional(
                            "default",
                            SCALAR,
                            "1e-3",
                            "by role from a shipped table, else the middle of the range in its scale, else the first"
                                    + " choice; the report then says `control: assumed`",
                            "The value you use today. The defaults together are the control, which a recommendation"
                                    + " must beat."),
                    optional(
                            "prior",
                            PRIOR,
                            "{center: 1e-3, confidence: low}",
                            "none",
                            "Where you believe the best value is. It counts in what is expected of a configuration,"
                                    + " beside the literature, and less as results come in. With a prior, of whatever"
                                    + " confidence, a parameter is tuned to the end, however little it decides."),
                    optional(
                            "when",
                            Shape.named(Shape.either(SCALAR, LIST), "^.+$", "a parameter"),
                            "{optimizer: sgd}",
                            "always active",
                            "Other parameters and the values (one, or a list) under which this one exists."),
                    optional(
                            "filled-in",
                            Shape.many(Shape.word("default", "role"), 0),
                            "[default]",
                            "none",
                            "Which of the two Stint filled in. Stint writes it into its journal; you never need it.")),
            KINDS);

    /** The section {@code space}. */
    static final Shape SPACE = Shape.named(
            Shape.either(SCALAR, PARAMETER),
            "^[A-Za-z_][A-Za-z0-9_.-]{0,63}$",
            "a parameter name: letters, digits, '_', '.' and '-', at most 64");

    private SpaceKeys() {}

    private static Shape roles() {
        return Shape.word(Arrays.stream(Role.values()).map(Role::key).toArray(String[]::new));
    }
}
