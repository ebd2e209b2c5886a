package dev.stint.runtime.file;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Text to a tree of {@link Node}s, by YAML 1.2's core schema, of which JSON is a part.
 *
 * <p>The tree is built from parser events and not from composed nodes: an alias is then never expanded, and depth is
 * limited before anything recurses. Aliases, anchors, merge keys, tags, duplicate keys and second
 * documents are refused.
 */
final class YamlTree {

    static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 16;
    private static final int MOST_NODES = 50_000;
    private static final Pattern INDENT = Pattern.compile("^[ \\t]+", Pattern.MULTILINE);

    private final CoreSchema schema = new CoreSchema();
    private final Findings findings;
    private final Iterator<Event> events;
    private int nodes;

    /** The file goes on, but reading it does not. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private YamlTree(String text, Findings findings) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(schema)
                .setCodePointLimit(LONGEST)
                .setParseComments(false)
                .build();
        this.findings = findings;
        this.events = new Parse(settings)
                .parseReader(new WholePairs(tabsInJson(text)))
                .iterator();
    }

    /** JSON may be indented with tabs, which YAML's scanner refuses; blanks keep the columns. */
    private static String tabsInJson(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return text;
        }
        return INDENT.matcher(text).replaceAll(indent -> indent.group().replace('\t', ' '));
    }

    /** The whole text as one tree; null where it is malformed or empty, which is then among the findings. */
    static @Nullable Node read(String text, Findings findings) {
        if (text.length() > LONGEST) {
            findings.problem(Place.TOP, "is longer than 1 MiB", "a study file is a page of YAML");
            return null;
        }
        try {
            return new YamlTree(text, findings).document();
        } catch (MarkedYamlEngineException malformed) {
            findings.problem(placeOf("", malformed), wordsOf(malformed), remedyFor(text, malformed));
        } catch (YamlEngineException unreadable) {
            findings.problem(
                    Place.TOP,
                    "cannot be read: " + oneLine(String.valueOf(unreadable.getMessage())),
                    "write plain YAML in UTF-8");
        } catch (GivenUp known) {
            return null;
        }
        return null;
    }

    private @Nullable Node document() {
        Node root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent start && root == null) {
                root = node(start, "", 0);
            } else if (event.getEventId() == Event.ID.DocumentStart && root != null) {
                findings.problem(placeOf("", event), "a second document starts here", "keep one study in a file");
                throw new GivenUp();
            }
        }
        boolean empty = root == null || (root instanceof Node.Leaf leaf && leaf.kind() == Node.Leaf.Kind.EMPTY);
        if (empty) {
            findings.problem(Place.TOP, "the file is empty", "'stint init' writes a study file to start from");
        }
        return empty ? null : root;
    }

    private Node node(NodeEvent event, String path, int depth) {
        Place place = placeOf(path, event);
        if (depth > DEEPEST || ++nodes > MOST_NODES) {
            String message = depth > DEEPEST ? "nested deeper than " + DEEPEST : "more than " + MOST_NODES + " values";
            findings.problem(place, message, "a study file is a page of YAML");
            throw new GivenUp();
        }
        if (!(event instanceof AliasEvent) && event.getAnchor().isPresent()) {
            findings.problem(
                    place, "anchors such as '&" + event.getAnchor().get().getValue() + "' are not read", "delete it");
        }
        return switch (event) {
            case ScalarEvent scalar -> leaf(scalar, place);
            case SequenceStartEvent start -> items(start, place, depth);
            case MappingStartEvent start -> entries(start, place, depth);
            default -> alias(event, place);
        };
    }

    private Node alias(NodeEvent event, Place place) {
        String name = event.getAnchor().map(anchor -> anchor.getValue()).orElse("");
        findings.problem(place, "aliases such as '*" + name + "' are not read", "write the value out");
        return new Node.Leaf(place, Node.Leaf.Kind.REFUSED, "");
    }

    private Node items(SequenceStartEvent start, Place place, int depth) {
        refuseTag(start.getTag(), place);
        List<Node> items = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(node((NodeEvent) next, place.item(items.size()), depth + 1));
        }
        return new Node.Items(place, items);
    }

    private Node entries(MappingStartEvent start, Place place, int depth) {
        refuseTag(start.getTag(), place);
        SequencedMap<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            Node key = node((NodeEvent) next, place.path(), depth + 1);
            String name = name(key);
            Node value = node((NodeEvent) events.next(), place.key(name), depth + 1);
            add(
                    entries,
                    new Place(place.key(name), key.place().line(), key.place().column()),
                    name,
                    value);
        }
        return new Node.Entries(place, entries);
    }

    private String name(Node key) {
        if (key instanceof Node.Leaf leaf && !leaf.text().isEmpty()) {
            return leaf.text();
        }
        findings.problem(key.place(), key.found() + " stands where a key belongs", "write a name, such as lr");
        return "?" + key.place().line() + ":" + key.place().column();
    }

    private void add(SequencedMap<String, Node.Entry> entries, Place key, String name, Node value) {
        Node.Entry earlier = entries.get(name);
        if (name.equals("<<")) {
            findings.problem(key, "merge keys ('<<') are not read", "write the entries out");
        } else if (earlier != null) {
            findings.problem(
                    key,
                    "appears a second time; the first is in line "
                            + earlier.key().line(),
                    "keep one of them");
        } else {
            entries.put(name, new Node.Entry(key, value));
        }
    }

    private Node.Leaf leaf(ScalarEvent event, Place place) {
        String text = event.getValue();
        refuseTag(event.getTag(), place);
        if (text.indexOf('\0') >= 0) {
            findings.problem(place, "holds a NUL character, which no command line can carry", "delete it");
        }
        Tag tag = event.isPlain() ? schema.getScalarResolver().resolve(text, true) : Tag.STR;
        return new Node.Leaf(place, kind(tag, text, place), text);
    }

    private Node.Leaf.Kind kind(Tag tag, String text, Place place) {
        if (tag.equals(Tag.INT)) {
            return Numbers.fits(text) ? Node.Leaf.Kind.WHOLE : refused(text, "does not fit in 64 bits", place);
        }
        if (tag.equals(Tag.FLOAT)) {
            return finite(text) ? Node.Leaf.Kind.REAL : refused(text, "is not a finite number", place);
        }
        if (tag.equals(Tag.BOOL)) {
            return Node.Leaf.Kind.FLAG;
        }
        return tag.equals(Tag.NULL) ? Node.Leaf.Kind.EMPTY : Node.Leaf.Kind.TEXT;
    }

    private Node.Leaf.Kind refused(String text, String why, Place place) {
        String found = new Node.Leaf(place, Node.Leaf.Kind.TEXT, text).found();
        findings.problem(place, found + " " + why, "write another number, or quote it to mean text");
        return Node.Leaf.Kind.REFUSED;
    }

    private static boolean finite(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return !plain.contains("inf") && !plain.contains("nan") && Double.isFinite(Double.parseDouble(text));
    }

    private void refuseTag(Optional<String> tag, Place place) {
        tag.ifPresent(
                name -> findings.problem(place, "tags such as '" + oneLine(name) + "' are not read", "delete it"));
    }

    private static Place placeOf(String path, Event event) {
        return placeOf(path, event.getStartMark());
    }

    private static Place placeOf(String path, MarkedYamlEngineException malformed) {
        return placeOf(path, malformed.getProblemMark().or(malformed::getContextMark));
    }

    private static Place placeOf(String path, Optional<Mark> mark) {
        return mark.map(at -> new Place(path, at.getLine() + 1, at.getColumn() + 1))
                .orElse(Place.TOP);
    }

    private static String wordsOf(MarkedYamlEngineException malformed) {
        String since = malformed
                .getContextMark()
                .map(mark -> " that starts in line " + (mark.getLine() + 1))
                .orElse("");
        String context = malformed.getContext() == null ? "" : malformed.getContext() + since + ": ";
        return "this is not YAML: " + oneLine(context + malformed.getProblem());
    }

    private static String remedyFor(String text, MarkedYamlEngineException malformed) {
        int line = placeOf("", malformed).line();
        String where = text.lines().skip(line - 1L).findFirst().orElse("");
        if (where.matches(".*[^\"'$]\\$\\{.*")) {
            return "put placeholders in quotes: \"${lr}\"";
        }
        if (where.contains("\t")) {
            return "indent with spaces, not tabs";
        }
        return "check brackets, quotes and indentation here and in the line above";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
