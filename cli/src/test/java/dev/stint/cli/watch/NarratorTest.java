package dev.stint.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.engine.history.Entry;
import dev.stint.engine.history.History;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.StudyEvent.LowestRungSet;
import dev.stint.engine.history.StudyEvent.ParametersFixed;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.Release;
import dev.stint.runtime.file.StudyFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarratorTest {

    private static final StudySpec SPEC = StudyFile.parse("""
        study: told
        budget: 45 epochs
        command: [sh, train.sh, "${lr}", "${decay}"]
        objective: {metric: val_loss, goal: minimize}
        fidelity: {unit: epoch, min: 1, max: 4}
        space:
          lr: {log-uniform: [1e-3, 10], default: 0.01}
          decay: {log-uniform: [1e-6, 1e-1], default: 1e-3}
        """, "study.yaml").spec();

    @Test
    void whatIsFixedIsToldWhereItChangesAndOnlyThere() {
        History history =
                History.open(new Entry(1, 0, new StudyOpened(SPEC, 1, Release.provenance(SPEC), Knowledge.none())));
        List<List<String>> answers = List.of(List.of(), List.of("decay"), List.of("decay"), List.of());
        List<String> told = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Entry entry = new Entry(2 + i, 0, new ParametersFixed(answers.get(i), 22 + i, "answer " + i));
            history = history.after(entry);
            Narrator.Sentence sentence = Narrator.tell(entry, history);
            if (sentence != null) {
                told.add(sentence.text() + (sentence.major() ? ", to last" : ""));
            }
        }
        assertThat(told).containsExactly("answer 1, to last", "answer 3, to last");
    }

    @Test
    void anotherLowestRungIsTold() {
        History history =
                History.open(new Entry(1, 0, new StudyOpened(SPEC, 1, Release.provenance(SPEC), Knowledge.none())));
        Entry same = new Entry(2, 0, new LowestRungSet(1, 1, 2, 12, "as before"));
        Entry other = new Entry(3, 0, new LowestRungSet(2, 1, 0, 16, "not 1"));
        assertThat(Narrator.tell(same, history)).isNull();
        assertThat(Narrator.tell(other, history))
                .matches(s -> s.major() && s.text().equals("not 1"));
    }
}
