package dev.stint.cli.doctor;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.loop.QueueInbox;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An examination of a study's command in a scratch folder, of which nothing is left.
 *
 * @param home the folder of the study file
 * @param length where trainings are cut, in units of fidelity; null for the shortest that the study asks for
 * @param batchSizes whether each batch size is tried as well
 * @param inbox where the executor tells what happens; a pause that arrives there ends the visit
 * @param progress told what runs next
 */
public record Visit(
        StudySpec spec,
        Path home,
        @Nullable Long length,
        boolean batchSizes,
        QueueInbox inbox,
        InstantSource clock,
        Consumer<String> progress) {

    public Lengths lengths() {
        long full = spec.fullLength(spec.space().defaults());
        return length == null ? Lengths.of(spec.fidelity().min(), full) : Lengths.ofPart(length, full);
    }

    /**
     * Makes all runs and says what they showed.
     *
     * @throws Interrupted if the user wants no more of it
     * @throws UncheckedIOException if there is no scratch folder to be had
     */
    public Examination make() {
        try {
            return new Scratch(spec, home, inbox, clock).with(this::examination);
        } catch (Scratch.TooFewSlots tooFew) {
            return Examination.refused(Finding.problem("gpu", tooFew.said(), ""));
        }
    }

    private Examination examination(Stage stage) {
        Evidence evidence = new Doctor(spec, lengths(), stage, progress).examine(directory());
        Examination examination = Examination.of(evidence);
        if (!batchSizes || !evidence.readable()) {
            return examination;
        }
        BatchSizes sizes = new BatchSizes(spec, lengths().whole(), stage, progress);
        return examination.and(sizes.finding(), sizes.made());
    }

    private Path directory() {
        String workdir = spec.workdir();
        return workdir == null ? home : home.resolve(workdir).normalize();
    }
}
