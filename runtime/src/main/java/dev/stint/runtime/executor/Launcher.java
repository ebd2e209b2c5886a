package dev.stint.runtime.executor;

import dev.stint.runtime.trial.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts commands as groups that wait for their {@code go}, registered with the watcher before. */
final class Launcher {

    private final Shell shell;
    private final Path directory;
    private final Watcher watcher;

    /** @param directory where commands run */
    Launcher(Shell shell, Path directory, Watcher watcher) {
        this.shell = shell;
        this.directory = directory;
        this.watcher = watcher;
    }

    /** Where commands run. */
    Path directory() {
        return directory;
    }

    /**
     * A group that becomes {@code command} once it is told to go.
     *
     * @throws IllegalArgumentException if there is no such command, in words for the user
     */
    Group launch(List<String> command, Map<String, String> variables, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(shell.script("launch.sh", command));
        Map<String, String> environment = builder.environment();
        Environment.names().forEach(environment::remove);
        environment.putAll(variables);
        requireRunnable(command.getFirst(), environment.getOrDefault("PATH", "/usr/bin:/bin"));
        Process process = builder.directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(Layout.STDOUT).toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(Layout.STDERR).toFile()))
                .start();
        Group group = new Group(process, shell.ownGroup());
        return registered(group);
    }

    private Group registered(Group group) throws IOException {
        try {
            watcher.register(group);
            return group;
        } catch (IOException unwatched) {
            group.kill();
            throw unwatched;
        }
    }

    private void requireRunnable(String program, String path) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("workdir: there is no folder " + directory
                    + ", where the command should run. Create it or correct workdir.");
        }
        if (program.contains("/")) {
            requireRunnable(program, directory.resolve(program));
        } else if (Shell.onPath(program, path, directory) == null) {
            String beside = Files.exists(directory.resolve(program))
                    ? "Write ./" + program + ", as it lies there."
                    : "Install it, or write the full path of the program.";
            throw new IllegalArgumentException("command: there is no program \"" + program + "\" on the PATH (" + path
                    + "); the command runs in " + directory + ". " + beside);
        }
    }

    private void requireRunnable(String program, Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("command: \"" + program + "\" does not exist: tried " + file
                    + ". Write a path that starts at " + directory + ", where the command runs, or a full path.");
        }
        if (Files.isDirectory(file) || !Files.isExecutable(file)) {
            throw new IllegalArgumentException("command: \"" + program + "\" may not be executed: tried " + file
                    + ". Run chmod +x on it, or name its interpreter first, such as [python, " + program + "].");
        }
    }
}
