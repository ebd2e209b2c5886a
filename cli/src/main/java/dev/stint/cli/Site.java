package dev.stint.cli;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.StudyFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A study on this machine: its file, where its commands run, and where it keeps everything.
 *
 * @param shown the study file as the user named it, for messages that repeat the command
 * @param home the folder of the study file
 * @param folder of the study
 */
record Site(StudyFile file, Path shown, Path home, Path folder) {

    /** Reads the study file; {@code folder} is null for the usual place beside it. */
    static Site of(Path path, @Nullable Path folder) {
        StudyFile file = StudyFile.read(path);
        Path parent = path.toAbsolutePath().normalize().getParent();
        Path home = parent == null ? path.toAbsolutePath().getRoot() : parent;
        return new Site(
                file,
                path,
                home,
                folder == null ? usual(home, file) : folder.toAbsolutePath().normalize());
    }

    private static Path usual(Path home, StudyFile file) {
        return home.resolve(".stint").resolve(file.spec().name());
    }

    StudySpec spec() {
        return file.spec();
    }

    /** What starts the study, or goes on with it: {@code stint run study.yaml}. */
    String onward() {
        String elsewhere = folder.equals(usual(home, file)) ? "" : " --folder " + folder;
        return (spec().command() == null ? "stint drive " : "stint run ") + shown + elsewhere;
    }

    Path report() {
        return folder.resolve("report.html");
    }

    /** Where the study is told what to change while another process runs it. */
    Path inbox() {
        return folder.resolve("inbox");
    }
}
