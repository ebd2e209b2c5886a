package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a small copy of the project, where the only Java on the path is too old and Maven is a script. */
class LauncherTest {

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void copyTheLauncher() throws IOException {
        desk = new Desk(folder);
        for (String source : List.of("engine", "runtime", "archive", "render", "cli")) {
            Files.createDirectories(desk.path("project/" + source + "/src/main"));
            Files.writeString(desk.path("project/" + source + "/pom.xml"), "<project/>");
        }
        Files.writeString(desk.path("project/pom.xml"), "<project/>");
        String script = Files.readString(Path.of("..", "stint").toAbsolutePath().normalize());
        script("project/stint", script.replace("/usr/lib/jvm", desk.path("jvm").toString()));
        Path old = Files.createDirectories(desk.path("bin"));
        script("bin/java", "#!/bin/sh\necho 'openjdk version \"17.0.9\" 2023-10-17' >&2\n");
        for (String tool : List.of(
                "sh",
                "dirname",
                "readlink",
                "sed",
                "find",
                "head",
                "tail",
                "cat",
                "mkdir",
                "rmdir",
                "rm",
                "mv",
                "cp",
                "ls",
                "date",
                "sleep",
                "uname")) {
            Path real = List.of("/bin", "/usr/bin").stream()
                    .map(b -> Path.of(b, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(old.resolve(tool), real);
        }
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(desk.path(name), text);
        assertThat(desk.path(name).toFile().setExecutable(true)).isTrue();
    }

    private void installJdk() throws IOException {
        Files.createDirectories(desk.path("jvm"));
        Files.createSymbolicLink(desk.path("jvm/jdk"), Path.of(System.getProperty("java.home")));
    }

    /** A Maven that takes a while, counts its calls, and leaves the class path of this test as the build. */
    private void installMaven() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        String all = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(p -> Path.of(p).toUri().toString())
                .collect(Collectors.joining(" "));
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, all);
        try (OutputStream file = Files.newOutputStream(desk.path("all.jar"))) {
            new JarOutputStream(file, manifest).close();
        }
        script("bin/mvn", """
            #!/bin/sh
            echo "$@" >> ../calls
            sleep 1
            mkdir -p cli/target/lib
            cp ../all.jar cli/target/stint-cli-1.jar
            cp ../all.jar cli/target/lib/stint-engine-1.jar
            """);
    }

    private Desk.Running launch(String program, String... arguments) throws IOException {
        List<String> words = new java.util.ArrayList<>(List.of(program));
        words.addAll(List.of(arguments));
        return desk.launch(
                words,
                Map.of(
                        "PATH",
                        desk.path("bin").toString(),
                        "JAVA_HOME",
                        "",
                        "HOME",
                        desk.path("home").toString()));
    }

    @Test
    void aPathWithOnlyAnOldJavaIsToldWhatToInstall() throws IOException {
        Desk.Said said =
                launch(desk.path("project/stint").toString(), "--version").await();

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains(
                        "needs a JDK 25 or newer",
                        "The java on the PATH is 17.0.9",
                        "apt install",
                        "brew install",
                        "winget install");
    }

    @Test
    void withoutMavenTheFirstBuildSaysSo() throws IOException {
        installJdk();

        Desk.Said said =
                launch(desk.path("project/stint").toString(), "--version").await();

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("Maven 3.8.7");
    }

    @Test
    void twoFirstRunsAtOnceBuildOnceAndBothRun() throws IOException {
        installJdk();
        installMaven();
        Files.createSymbolicLink(desk.path("link"), desk.path("project/stint"));

        Desk.Running one = launch(desk.path("link").toString(), "--version");
        Desk.Running two = launch(desk.path("project/stint").toString(), "init", "here");
        Desk.Said first = one.await();
        Desk.Said second = two.await();

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("stint ");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(desk.path("here.yaml")).as("the caller's folder is kept").exists();
        assertThat(desk.read("calls").lines()).hasSize(1).first().asString().contains("-pl cli -am package");
        assertThat(launch(desk.path("link").toString(), "nonsense").await().err())
                .doesNotContain("Building");
    }

    @Test
    void aNewerSourceIsBuiltAgainAndALockOfTheDeadIsNoObstacle() throws IOException, InterruptedException {
        installJdk();
        installMaven();
        launch(desk.path("project/stint").toString(), "--version").await();
        Files.createDirectories(desk.path("project/target/stint.lock"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(desk.path("project/target/stint.lock/pid"), gone.pid() + "\n");
        Path source = Files.writeString(desk.path("project/engine/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));

        Desk.Said said =
                launch(desk.path("project/stint").toString(), "--version").await();

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(desk.read("calls").lines()).hasSize(2);
        assertThat(desk.path("project/target/stint.lock")).doesNotExist();
    }

    @Test
    void aBuildThatFailsShowsItsEnd() throws IOException {
        installJdk();
        script("bin/mvn", "#!/bin/sh\necho 'ERROR no such symbol'\nexit 1\n");

        Desk.Said said =
                launch(desk.path("project/stint").toString(), "--version").await();

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("The build failed", "ERROR no such symbol");
    }
}
