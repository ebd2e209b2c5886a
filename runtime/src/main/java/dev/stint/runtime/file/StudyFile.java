package dev.stint.runtime.file;

import dev.stint.engine.spec.Problem;
import dev.stint.engine.spec.Problems;
import dev.stint.engine.spec.StudySpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A study file that could be read.
 *
 * @param warnings what Stint filled in, guessed or wonders about, in the order of the file; nothing is wrong
 * @param name of the file, as messages show it
 * @param archiving what the archive may keep of the study; no part of the specification, as it decides nothing
 */
public record StudyFile(StudySpec spec, List<Problem> warnings, String name, Archiving archiving) {

    /** What the archive may keep of a study. */
    public enum Archiving {
        ON,
        OFF,
        /** As on, with names and labels as they are. */
        KEEP_NAMES
    }

    public StudyFile {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a study file.
     *
     * @throws Problems with every mistake in it at once, or why it cannot be read
     */
    public static StudyFile read(Path path) {
        String name = path.getFileName() == null
                ? path.toString()
                : path.getFileName().toString();
        try {
            if (Files.isDirectory(path)) {
                throw problem(name, path + " is a folder", "name the study file in it");
            }
            if (Files.size(path) > YamlTree.LONGEST) {
                throw problem(name, path + " is larger than 1 MiB", "a study file is a page of YAML");
            }
            return parse(text(Files.readAllBytes(path)), name);
        } catch (NoSuchFileException missing) {
            throw problem(name, "there is no file " + path, "'stint init' writes a study file to start from");
        } catch (CharacterCodingException binary) {
            throw problem(name, path + " is not text in UTF-8", "save it as UTF-8");
        } catch (IOException unreadable) {
            throw problem(name, path + " cannot be read: " + unreadable.getMessage(), "check its permissions");
        }
    }

    /**
     * Reads the text of a study file.
     *
     * @param fileName as messages show it
     * @throws Problems with every mistake in it at once
     */
    public static StudyFile parse(String text, String fileName) {
        Findings findings = new Findings();
        Node tree = YamlTree.read(text, findings);
        if (tree != null && !(tree instanceof Node.Entries)) {
            findings.problem(
                    tree.place(),
                    "a study file is a section of keys, and this is " + tree.found(),
                    "'stint init' writes a study file to start from");
        }
        Node.Entries kept =
                tree instanceof Node.Entries root ? new ShapeCheck(findings).section(root, Keys.STUDY) : null;
        StudySpec spec = tree instanceof Node.Entries root && kept != null ? spec(root, kept, findings) : null;
        findings.throwIfAny(fileName);
        if (spec == null || kept == null) {
            throw new IllegalStateException("a study file without problems and without a study: " + fileName);
        }
        return new StudyFile(spec, findings.warnings(), fileName, archiving(kept.text("archive")));
    }

    private static @org.jspecify.annotations.Nullable StudySpec spec(
            Node.Entries root, Node.Entries kept, Findings findings) {
        Node.Entries space = root.section("space");
        List<String> declared =
                space == null ? List.of() : List.copyOf(space.entries().keySet());
        return new SpecReader(findings, kept, declared).read();
    }

    private static Archiving archiving(@org.jspecify.annotations.Nullable String word) {
        return switch (word) {
            case "off" -> Archiving.OFF;
            case "keep-names" -> Archiving.KEEP_NAMES;
            case null, default -> Archiving.ON;
        };
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Problems problem(String name, String message, String remedy) {
        return new Problems(name, List.of(new Problem("", 0, 0, message, remedy)));
    }
}
