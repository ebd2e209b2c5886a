package dev.stint.archive.optuna;

import dev.stint.archive.ImportRefused;
import dev.stint.archive.optuna.OptunaTrial.State;
import dev.stint.engine.space.Domain;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.runtime.json.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replays the lines of Optuna's journal storage, one operation each. */
final class JournalFile {

    private static final int CREATE_STUDY = 0;
    private static final int DELETE_STUDY = 1;
    private static final int CREATE_TRIAL = 4;
    private static final int PARAM = 5;
    private static final int STATE = 6;
    private static final int INTERMEDIATE = 7;

    private record Begun(String name, List<?> directions, List<OptunaTrial> trials) {}

    private final Map<Long, Begun> studies = new LinkedHashMap<>();
    private final List<OptunaTrial> trials = new ArrayList<>();
    private long nextStudy;

    private JournalFile() {}

    static List<OptunaStudy> read(Path file) throws IOException {
        JournalFile journal = new JournalFile();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                journal.take(file, number, line);
            }
        }
        return journal.studies.values().stream().map(JournalFile::study).toList();
    }

    private static OptunaStudy study(Begun begun) {
        if (begun.directions().size() != 1) {
            return new OptunaStudy(begun.name(), Goal.MINIMIZE, List.of());
        }
        Goal goal = Long.valueOf(2).equals(begun.directions().getFirst()) ? Goal.MAXIMIZE : Goal.MINIMIZE;
        return new OptunaStudy(begun.name(), goal, begun.trials());
    }

    private void take(Path file, int number, String line) {
        if (line.isBlank()) {
            return;
        }
        if (!(Lines.read(line) instanceof Lines.Fields fields) || fields.whole("op_code") == null) {
            throw new ImportRefused(file + ":" + number + "  is no line of an Optuna journal: "
                    + (line.length() > 60 ? line.substring(0, 60) + "…" : line));
        }
        try {
            replay(fields);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            throw new ImportRefused(file + ":" + number + "  cannot be replayed: " + e.getMessage(), e);
        }
    }

    private void replay(Lines.Fields line) {
        switch ((int) whole(line, "op_code")) {
            case CREATE_STUDY -> begin(line);
            case DELETE_STUDY -> studies.remove(whole(line, "study_id"));
            case CREATE_TRIAL -> open(line);
            case PARAM ->
                param(
                        trial(line),
                        text(line, "param_name"),
                        real(line, "param_value_internal"),
                        line.text("distribution"));
            case STATE -> state(trial(line), line);
            case INTERMEDIATE -> step(trial(line), whole(line, "step"), line.real("intermediate_value"));
            default -> {} // attributes of users and samplers
        }
    }

    private void begin(Lines.Fields line) {
        Object directions = line.values().get("directions");
        List<?> list = directions instanceof List<?> given ? given : List.of();
        studies.put(nextStudy, new Begun(text(line, "study_name"), list, new ArrayList<>()));
        nextStudy++;
    }

    private void open(Lines.Fields line) {
        Begun study = studies.get(whole(line, "study_id"));
        if (study == null) {
            return; // deleted, and Optuna gives such a trial no number either
        }
        OptunaTrial trial = new OptunaTrial();
        trials.add(trial);
        study.trials().add(trial);
        trial.startedAt = Dates.millis(line.text("datetime_start"));
        Lines.Fields params = line.object("params");
        Lines.Fields distributions = line.object("distributions");
        if (params != null && distributions != null) {
            params.reals().forEach((name, value) -> param(trial, name, value, distributions.text(name)));
        }
        Lines.Fields steps = line.object("intermediate_values");
        if (steps != null) {
            steps.reals().forEach((step, value) -> step(trial, Long.parseLong(step), value));
        }
        if (line.has("state")) {
            state(trial, line);
        }
    }

    private static void param(OptunaTrial trial, String name, double stored, @Nullable String distribution) {
        Domain domain = Distribution.domain(distribution);
        trial.domains.put(name, domain);
        trial.params.put(name, Distribution.value(domain, stored));
    }

    private static void state(OptunaTrial trial, Lines.Fields line) {
        trial.state = State.of(whole(line, "state"));
        trial.endedAt = Dates.millis(line.text("datetime_complete"));
        Double single = line.real("value");
        Double listed = line.values().get("values") instanceof List<?> list && list.size() == 1
                ? number(list.getFirst())
                : null;
        trial.value = single != null ? single : listed != null ? listed : trial.value;
    }

    private static @Nullable Double number(@Nullable Object value) {
        return switch (value) {
            case Double real -> real;
            case Long whole -> (Double) (double) whole;
            case null, default -> null;
        };
    }

    private static void step(OptunaTrial trial, long step, @Nullable Double value) {
        trial.steps.put(step, value == null ? Double.NaN : value);
    }

    private OptunaTrial trial(Lines.Fields line) {
        return trials.get((int) whole(line, "trial_id"));
    }

    private static long whole(Lines.Fields line, String name) {
        Long whole = line.whole(name);
        if (whole == null) {
            throw new IllegalArgumentException(name + " is no whole number");
        }
        return whole;
    }

    private static double real(Lines.Fields line, String name) {
        Double real = line.real(name);
        if (real == null) {
            throw new IllegalArgumentException(name + " is no number");
        }
        return real;
    }

    private static String text(Lines.Fields line, String name) {
        String text = line.text(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return text;
    }
}
