package dev.stint.runtime.file;

import dev.stint.engine.spec.Command;
import dev.stint.runtime.file.Node.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the training command and checks its placeholders. */
final class CommandReader {

    /** Two dollars before the brace make it plain text; a placeholder that is never closed has an empty end. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{(?<name>[^}]*)(?<end>}?)");

    private final Findings findings;
    private final List<String> declared;
    private final List<String> conditional;
    private final Set<String> used = new LinkedHashSet<>();

    /**
     * Over one command.
     *
     * @param declared every parameter in the file
     * @param conditional those that may be inactive
     */
    CommandReader(Findings findings, List<String> declared, List<String> conditional) {
        this.findings = findings;
        this.declared = declared;
        this.conditional = conditional;
    }

    Command read(Node.Items command) {
        List<Command.Part> parts = new ArrayList<>();
        for (Node node : command.nodes()) {
            List<Node> words = node instanceof Node.Items group ? group.nodes() : List.of(node);
            boolean group = node instanceof Node.Items;
            words.forEach(word -> check((Leaf) word, group));
            parts.add(new Command.Part(
                    words.stream().map(word -> ((Leaf) word).text()).toList(), group));
        }
        if (command.nodes().getFirst() instanceof Node.Items group) {
            findings.problem(
                    group.place(),
                    "the program itself stands in an inner list, which may vanish",
                    "write the program first: [python, train.py, ...]");
        }
        return new Command(parts);
    }

    /** Checks the placeholders of a folder that is named elsewhere in the file. */
    void checkFolder(Leaf folder) {
        check(folder, true);
        conditional.stream()
                .filter(name -> folder.text().contains("${" + name + "}"))
                .forEach(name -> findings.problem(
                        folder.place(),
                        "'${" + name + "}' has no value when "
                                + (name.equals("proxy") ? "no proxy is trained" : name + " is inactive"),
                        "write ${checkpoint_dir}, which every training has of its own"));
    }

    /** Warns of tuned parameters that the command leaves out although it uses others. */
    void warnOfUnused(Node.Entries space) {
        if (used.stream().noneMatch(declared::contains)) {
            return; // the script reads STINT_CONFIG
        }
        space.entries().forEach((name, entry) -> {
            boolean constant = !(entry.node() instanceof Node.Entries section) || section.get("constant") != null;
            if (!constant && !used.contains(name)) {
                findings.warning(
                        entry.key(),
                        "the command does not use it, though it uses other parameters",
                        "add --" + name + ", \"${" + name + "}\", unless the script reads STINT_CONFIG");
            }
        });
    }

    private void check(Leaf word, boolean group) {
        Matcher matcher = PLACEHOLDER.matcher(word.text());
        while (matcher.find()) {
            String name = matcher.group("name");
            if (name != null && matcher.group("end").isEmpty()) {
                findings.problem(
                        word.place(),
                        "the placeholder in " + word.found() + " is never closed",
                        "write \"${name}\", or $${ for a plain ${");
            } else if (name != null) {
                placeholder(name, word, group);
            }
        }
    }

    private void placeholder(String name, Leaf word, boolean group) {
        used.add(name);
        if (!declared.contains(name) && !SpaceReader.PLACEHOLDERS.contains(name)) {
            findings.problem(word.place(), "unknown placeholder '${" + name + "}'", remedy(name));
        } else if ((conditional.contains(name) || name.equals("proxy")) && !group) {
            findings.problem(
                    word.place(),
                    "'${" + name + "}' has no value when "
                            + (name.equals("proxy") ? "no proxy is trained" : name + " is inactive"),
                    "put it in an inner list, which then vanishes: [--" + name + ", \"${" + name + "}\"]");
        }
    }

    private String remedy(String name) {
        List<String> known = new ArrayList<>(declared);
        known.addAll(SpaceReader.PLACEHOLDERS);
        String closest = Spelling.closest(name, known);
        String all = known.stream().limit(30).collect(Collectors.joining(", "));
        return closest != null
                ? "did you mean \"${" + closest + "}\"?"
                : "placeholders: " + all + "; $${ means a plain ${";
    }
}
