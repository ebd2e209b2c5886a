package dev.stint.runtime.embed;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.StudyFile;
import java.nio.file.Path;

/**
 * Studies inside your own program, without processes, files or a server.
 *
 * <p>A study with a function as its trainer:
 *
 * {@snippet file="dev/stint/runtime/embed/Examples.java" region="lambda"}
 *
 * <p>The same in a loop of your own, which asks for work and tells what came of it:
 *
 * {@snippet file="dev/stint/runtime/embed/Examples.java" region="ask"}
 */
public final class Stint {

    private Stint() {}

    /** The study of a specification, with one slot unless it names more. It needs no command. */
    public static EmbeddedStudy study(StudySpec spec) {
        return EmbeddedStudy.of(spec);
    }

    /**
     * The study of a study file.
     *
     * @throws dev.stint.engine.spec.Problems with every mistake in it at once
     */
    public static EmbeddedStudy study(Path file) {
        return study(StudyFile.read(file).spec());
    }

    /**
     * The study of the text of a study file.
     *
     * @throws dev.stint.engine.spec.Problems with every mistake in it at once
     */
    public static EmbeddedStudy parse(String text) {
        return study(StudyFile.parse(text, "the study").spec());
    }
}
