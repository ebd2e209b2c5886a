package dev.stint.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The schema accepts what the first pass of the reader accepts, and nothing else. */
class StudySchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.writeValueAsString(StudySchema.tree()), InputFormat.JSON);

    @Test
    void goodFilesAndTheTemplateAreValid() {
        for (Path file : Golden.files("good")) {
            assertThat(errors(tree(Golden.read(file)))).as(file.toString()).isEmpty();
        }
        assertThat(errors(tree(StudyTemplate.text("a")))).isEmpty();
    }

    @Test
    void writtenSpecificationsAreValid() {
        for (int i = 0; i < 50; i++) {
            Stream stream = Seed.of(5).child("schema").child(i).stream();
            String text = StudyFileWriter.write(new RandomSpecs(stream).next());
            assertThat(errors(tree(text))).as(text).isEmpty();
        }
    }

    @Test
    void badFilesAreInvalidIfAValueOfTheirsIsWrongOnItsOwn() {
        int invalid = 0;
        for (Path file : Golden.files("bad")) {
            invalid += agree(Golden.read(file)) ? 0 : 1;
        }
        assertThat(invalid).isGreaterThan(50);
    }

    @Test
    void schemaAndReaderAgreeOnDamagedFiles() {
        List<String> texts = Golden.files("good").stream().map(Golden::read).toList();
        int invalid = 0;
        for (int i = 0; i < 500; i++) {
            Stream stream = Seed.of(8).child("schema").child(i).stream();
            invalid += agree(Mutations.of(texts.get(stream.below(texts.size())), stream)) ? 0 : 1;
        }
        assertThat(invalid).isBetween(50, 450);
    }

    /** Whether both accept the text; fails where only one does. Text that is no plain YAML is taken as accepted. */
    private static boolean agree(String text) {
        Findings findings = new Findings();
        Node tree = YamlTree.read(text, findings);
        if (!(tree instanceof Node.Entries root) || findings.problems() > 0) {
            return true;
        }
        new ShapeCheck(findings).section(root, Keys.STUDY);
        List<String> errors = errors(root);
        assertThat(errors.isEmpty()).as(text + "\n" + errors).isEqualTo(findings.problems() == 0);
        return errors.isEmpty();
    }

    private static @Nullable Node tree(String text) {
        return YamlTree.read(text, new Findings());
    }

    private static List<String> errors(@Nullable Node tree) {
        String json = JSON.writeValueAsString(tree == null ? "nothing" : plain(tree));
        return SCHEMA.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static @Nullable Object plain(Node node) {
        return switch (node) {
            case Node.Leaf leaf ->
                switch (leaf.kind()) {
                    case WHOLE -> leaf.whole();
                    case REAL -> leaf.number();
                    case FLAG -> leaf.flag();
                    case TEXT -> leaf.text();
                    case EMPTY, REFUSED -> null;
                };
            case Node.Items items -> {
                List<@Nullable Object> list = new ArrayList<>();
                items.nodes().forEach(item -> list.add(plain(item)));
                yield list;
            }
            case Node.Entries section -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                section.entries().forEach((name, entry) -> map.put(name, plain(entry.node())));
                yield map;
            }
        };
    }
}
