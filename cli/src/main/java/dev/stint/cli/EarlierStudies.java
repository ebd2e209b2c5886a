package dev.stint.cli;

import dev.stint.cli.text.Words;
import dev.stint.engine.history.History;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.phase.transfer.PortfolioPhase;
import java.util.ArrayList;
import java.util.List;

/** What a study takes from where, in a few lines; none where it knows of no earlier study. */
final class EarlierStudies {

    private EarlierStudies() {}

    static List<String> of(History history) {
        List<PastStudy> studies = history.knowledge().studies();
        if (studies.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("  learns from the archive:");
        studies.forEach(study -> lines.add("    " + line(study)));
        lines.add("  starts from:");
        PortfolioPhase.starts(history).forEach((config, from) -> lines.add("    " + config.text() + "  " + from));
        if (!PortfolioPhase.borrows(history)) {
            lines.add("    no point of an earlier study: " + PortfolioPhase.unborrowed(history));
        }
        return lines;
    }

    /** {@code moons #3: alike 0.70, 31 trials; your default for dropout (it had none)}. */
    static String line(PastStudy study) {
        return study.name() + ": alike " + Words.value(study.similarity()) + ", "
                + Words.count(study.trials().size(), "trial")
                + (study.note().isEmpty() ? "" : "; " + study.note());
    }
}
