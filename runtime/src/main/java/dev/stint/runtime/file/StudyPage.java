package dev.stint.runtime.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reference page of the study file in Markdown, made from the reader's own table of keys. */
public final class StudyPage {

    private static final String INTRODUCTION = """
        # The study file

        This page is made from the table of keys that Stint reads the file with; a test keeps the two the same.
        The file is YAML 1.2 without aliases, tags and merge keys, or JSON, in UTF-8. Every mistake is reported at
        once with line and column. `stint init` writes a file to start from; the JSON Schema for editors is
        [schema/study.schema.json](schema/study.schema.json).

        ```yaml
        """;

    private final StringBuilder page = new StringBuilder();

    private StudyPage() {}

    /** The whole page. */
    public static String text() {
        StudyPage page = new StudyPage();
        page.page.append(INTRODUCTION).append(StudyTemplate.text("my-study")).append("```\n\n");
        page.section("Keys", "", Keys.STUDY);
        page.details("", Keys.STUDY);
        return page.page.toString();
    }

    private void details(String path, Shape.Section section) {
        for (Key key : section.keys()) {
            Shape.Section inner = inner(key.shape());
            if (inner != null) {
                String name = path + key.name();
                section("`" + name + "`", key.meaning(), inner);
                details(name + (inner.kinds().isEmpty() ? "." : ".<name>."), inner);
            }
        }
    }

    static Shape.@Nullable Section inner(Shape shape) {
        return switch (shape) {
            case Shape.Section section -> section;
            case Shape.Named named -> inner(named.of());
            case Shape.Many many -> inner(many.of());
            case Shape.Either either ->
                either.forms().stream()
                        .map(StudyPage::inner)
                        .filter(section -> section != null)
                        .findFirst()
                        .orElse(null);
            case Shape.Text ignored -> null;
            case Shape.Word ignored -> null;
            case Shape.Whole ignored -> null;
            case Shape.Real ignored -> null;
            case Shape.YesNo ignored -> null;
            case Shape.Measured ignored -> null;
            case Shape.Scalar ignored -> null;
            case Shape.Range ignored -> null;
        };
    }

    private void section(String title, String meaning, Shape.Section section) {
        page.append("## ").append(title).append("\n\n");
        if (!meaning.isEmpty()) {
            page.append(meaning).append("\n\n");
        }
        if (!section.kinds().isEmpty()) {
            page.append("A plain value is a constant. Otherwise a section with exactly one of ")
                    .append(code(section.kinds()))
                    .append(".\n\n");
        }
        page.append("| key | takes | without it | meaning |\n|---|---|---|---|\n");
        section.keys().forEach(key -> row(key, section.kinds().contains(key.name())));
        page.append('\n');
    }

    private void row(Key key, boolean kind) {
        String without = key.isRequired() ? "**required**" : kind ? "" : key.fallback();
        String cell = key.meaning() + later(key.shape());
        page.append("| `").append(key.name()).append("` | ").append(takes(key)).append(" | ");
        page.append(escaped(without)).append(" | ").append(escaped(cell)).append(" |\n");
    }

    private static String takes(Key key) {
        String words = escaped(key.shape().words());
        if (key.shape() instanceof Shape.Measured measured) {
            return words + ": " + measured.kind().examples();
        }
        return inner(key.shape()) != null ? words : words + ", such as `" + escaped(key.example()) + "`";
    }

    private static String later(Shape shape) {
        if (shape instanceof Shape.Word word && !word.later().isEmpty()) {
            return " Not built yet: " + code(word.later()) + ".";
        }
        return "";
    }

    private static String code(List<String> words) {
        return "`" + String.join("`, `", words) + "`";
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|");
    }
}
