package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Documents that are made from the table of keys; {@code -Dstint.golden=write} writes them anew. */
class StudyDocsTest {

    private static final Path DOCS = Golden.module().resolve("../docs").normalize();

    @Test
    void theJsonSchemaIsUpToDate() throws IOException {
        String schema = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(StudySchema.tree());
        Golden.compare(DOCS.resolve("schema/study.schema.json"), schema.replace("\r\n", "\n") + "\n");
    }

    @Test
    void theReferencePageIsUpToDate() throws IOException {
        Golden.compare(DOCS.resolve("study-file.md"), StudyPage.text());
    }

    @Test
    void theTemplateIsAStudyFileWithNothingToWarnOf() {
        StudyFile file = StudyFile.parse(StudyTemplate.text("my-study"), "study.yaml");
        assertThat(file.spec().name()).isEqualTo("my-study");
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void everyLineThatTheTemplateOffersWorks() {
        String offered = StudyTemplate.text("my-study").replaceAll("(?m)^# ([a-z-]+: )", "$1");
        StudyFile file = StudyFile.parse(offered, "study.yaml");
        assertThat(file.spec().holdout()).isEqualTo("holdout_loss");
        assertThat(file.spec().deadlineSeconds()).isEqualTo(86_400);
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void everyExampleOfTheTableHasTheShapeOfItsKey() {
        assertThat(check("", Keys.STUDY)).isGreaterThan(60);
    }

    private static int check(String path, Shape.Section section) {
        int checked = 0;
        for (Key key : section.keys()) {
            Findings findings = new Findings();
            Node tree = YamlTree.read(key.line(), findings);
            assertThat(tree).as(path + key.line()).isInstanceOf(Node.Entries.class);
            Key built = new Key(key.name(), key.shape(), Key.Presence.OPTIONAL, key.example(), "", "");
            Shape.Section alone = Shape.section(built);
            new ShapeCheck(findings).section((Node.Entries) java.util.Objects.requireNonNull(tree), alone);
            assertThat(findings.problems()).as(path + key.line()).isZero();
            Shape.Section inner = StudyPage.inner(key.shape());
            checked += 1 + (inner == null ? 0 : check(path + key.name() + ".", inner));
        }
        return checked;
    }
}
