package dev.stint.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.engine.budget.Amount;
import dev.stint.engine.budget.Unit;
import dev.stint.engine.history.Knowledge;
import dev.stint.engine.history.PastStudy;
import dev.stint.engine.history.PastTrial;
import dev.stint.engine.history.PastTrial.Reading;
import dev.stint.engine.history.Provenance;
import dev.stint.engine.history.RunId;
import dev.stint.engine.history.Sealed;
import dev.stint.engine.history.StudyEvent;
import dev.stint.engine.history.StudyEvent.Measured;
import dev.stint.engine.history.StudyEvent.SpecAmended;
import dev.stint.engine.history.StudyEvent.StudyOpened;
import dev.stint.engine.seed.Seed;
import dev.stint.engine.space.Config;
import dev.stint.engine.space.Value;
import dev.stint.runtime.file.StudyFileWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();

    @Test
    void everyKindOfEventIsSampled() {
        List<Class<?>> sampled = new SampleEvents(Seed.of(1).stream())
                .all().stream().<Class<?>>map(StudyEvent::getClass).distinct().toList();
        assertThat(sampled).containsExactlyInAnyOrder(StudyEvent.class.getPermittedSubclasses());
    }

    @Test
    void everyEventComesBackAsItWas() {
        SampleEvents samples = new SampleEvents(Seed.of(2).stream());
        for (int round = 0; round < 100; round++) {
            for (StudyEvent event : samples.all()) {
                String text = codec.encode(event);
                StudyEvent back = codec.decode(text);
                assertThat(codec.encode(back)).isEqualTo(text);
                if (!(event instanceof StudyOpened) && !(event instanceof SpecAmended)) {
                    assertThat(back).as(text).isEqualTo(event);
                }
            }
        }
    }

    @Test
    void aSpecificationComesBackAsItWas() {
        SpecAmended event = new SpecAmended(SampleSpecs.spec("resnet", 7), "budget");
        SpecAmended back = (SpecAmended) codec.decode(codec.encode(event));
        assertThat(StudyFileWriter.write(back.spec())).isEqualTo(StudyFileWriter.write(event.spec()));
        assertThat(back.spec().space().defaults())
                .isEqualTo(event.spec().space().defaults());
        assertThat(back.spec().command()).isEqualTo(event.spec().command());
        assertThat(back.what()).isEqualTo("budget");
    }

    @Test
    void whatEarlierStudiesKnowComesBackAsItWas() {
        SampleEvents samples = new SampleEvents(Seed.of(4).stream());
        for (int round = 0; round < 100; round++) {
            for (StudyEvent event : samples.all()) {
                if (event instanceof StudyOpened opened) {
                    StudyOpened back = (StudyOpened) codec.decode(codec.encode(opened));
                    assertThat(back.knowledge()).isEqualTo(opened.knowledge());
                }
            }
        }
    }

    @Test
    void theTextOfKnowledgeIsPinned() {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        values.put("lr", new Value.Real(0.1));
        PastTrial trained = new PastTrial(
                new Config(values), List.of(new Reading(0.5, Double.NEGATIVE_INFINITY), new Reading(1, 3)));
        PastTrial failed = new PastTrial(new Config(values), List.of());
        Knowledge knowledge = new Knowledge(List.of(new PastStudy("mnist", 0.25, List.of(trained, failed))));
        assertThat(codec.encode(opened(knowledge)))
                .endsWith(",\"knowledge\":[{\"name\":\"mnist\",\"similarity\":0.25,\"trials\":["
                        + "{\"config\":{\"lr\":0.1},\"readings\":[[0.5,\"-Infinity\"],[1.0,3.0]]},"
                        + "{\"config\":{\"lr\":0.1},\"readings\":[]}]}]}");
    }

    @Test
    void aColdStartWritesNoKnowledge() {
        assertThat(codec.encode(opened(Knowledge.none()))).doesNotContain("knowledge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[7]",
                "[{\"name\":\"a\",\"similarity\":0,\"trials\":[]}]",
                "[{\"name\":\"a\",\"similarity\":1,\"trials\":[],\"more\":1}]",
                "[{\"name\":\"a\",\"similarity\":1,\"trials\":[{\"config\":{}}]}]",
                "[{\"name\":\"a\",\"similarity\":1,\"trials\":[{\"config\":{},\"readings\":[[1]]}]}]",
                "[{\"name\":\"a\",\"similarity\":1,\"trials\":[{\"config\":{},\"readings\":[[1.5,2]]}]}]",
            })
    void knowledgeThatIsNoneIsRefused(String knowledge) {
        String cold = codec.encode(opened(Knowledge.none()));
        String text = cold.substring(0, cold.length() - 1) + ",\"knowledge\":" + knowledge + "}";
        assertThatThrownBy(() -> codec.decode(text))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("knowledge");
    }

    private static StudyOpened opened(Knowledge knowledge) {
        return new StudyOpened(SampleSpecs.spec("resnet", 7), 1, new Provenance("", "", "", "", ""), knowledge);
    }

    @Test
    void aSpecificationThatCannotBeReadIsExplained() {
        assertThatThrownBy(() ->
                        codec.decode("{\"event\":\"spec-amended\",\"spec\":\"study: a\\nbudget: much\",\"what\":\"\"}"))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("budget");
    }

    @Test
    void textIsOneLineOfAscii() {
        SampleEvents samples = new SampleEvents(Seed.of(3).stream());
        for (int round = 0; round < 50; round++) {
            for (StudyEvent event : samples.all()) {
                assertThat(codec.encode(event)).matches("[ -\\x7f]*");
            }
        }
    }

    @Test
    void theTextOfAMeasurementIsPinned() {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("val_loss", Double.NaN);
        metrics.put("acc", 0.5);
        SequencedMap<String, Double> hidden = new LinkedHashMap<>();
        hidden.put("test_acc", Double.NEGATIVE_INFINITY);
        Measured event = new Measured(4, new RunId(7, 2), 3, metrics, new Sealed(hidden), 12);
        assertThat(codec.encode(event))
                .isEqualTo(
                        "{\"event\":\"measured\",\"attempt\":4,\"trial\":7,\"replicate\":2,\"step\":3,"
                            + "\"metrics\":{\"val_loss\":\"NaN\",\"acc\":0.5},\"sealed\":{\"test_acc\":\"-Infinity\"},\"seconds\":12.0}");
    }

    @Test
    void realAndWholeAndTextValuesStayApart() {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        values.put("real", new Value.Real(2.0));
        values.put("whole", new Value.Whole(2));
        values.put("text", new Value.Text("2"));
        values.put("flag", new Value.Flag(true));
        values.put("word", new Value.Text("true"));
        StudyEvent event = new StudyEvent.TrialAdded(new Config(values));
        assertThat(codec.encode(event))
                .isEqualTo("{\"event\":\"trial-added\",\"config\":"
                        + "{\"real\":2.0,\"whole\":2,\"text\":\"2\",\"flag\":true,\"word\":\"true\"}}");
        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
    }

    @Test
    void halfASurrogatePairInANameIsReplaced() {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        values.put("a\ud83d", new Value.Text("a\ud83d"));
        StudyEvent back = codec.decode(codec.encode(new StudyEvent.TrialAdded(new Config(values))));
        values.put("a?", values.remove("a\ud83d"));
        assertThat(back).isEqualTo(new StudyEvent.TrialAdded(new Config(values)));
    }

    @Test
    void fieldsMayComeInAnyOrder() {
        String text = "{\"cost\":[2,\"gpu-hours\"], \"attempt\":1, \"event\":\"cost-reported\"}";
        assertThat(codec.decode(text)).isEqualTo(new StudyEvent.CostReported(1, new Amount(2, Unit.GPU_HOURS)));
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThatThrownBy(() -> codec.decode("{\"event\":\"unsealed\"}"))
                .isInstanceOf(MalformedEvent.class)
                .hasMessage("unsealed lacks the field \"split\"");
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertThatThrownBy(() -> codec.decode("{\"event\":\"unsealed\",\"split\":\"test\",\"who\":\"me\"}"))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("\"who\"")
                .hasMessageContaining("newer Stint");
    }

    @Test
    void anUnknownConstantIsNamed() {
        assertThatThrownBy(() -> codec.decode("{\"event\":\"unsealed\",\"split\":\"train\"}"))
                .isInstanceOf(MalformedEvent.class)
                .hasMessage("\"train\" is none of holdout, test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"event\":7}",
                "{\"event\":\"no-such-event\"}",
                "{\"event\":\"study-paused\",\"why\":\"a\"",
                "{\"event\":\"study-paused\",\"why\":\"a\"} {}",
                "{\"event\":\"study-paused\",\"why\":\"a\",\"why\":\"b\"}",
                "{\"event\":\"study-paused\",\"why\":null}",
                "{\"event\":\"study-paused\",\"why\":[\"a\"]}",
                "{\"event\":\"lr-point\",\"attempt\":1,\"lr\":NaN,\"loss\":1}",
                "{\"event\":\"lr-point\",\"attempt\":1.5,\"lr\":1,\"loss\":1}",
                "{\"event\":\"lr-point\",\"attempt\":99999999999,\"lr\":1,\"loss\":1}",
                "{\"event\":\"lr-point\",\"attempt\":1,\"lr\":\"nan\",\"loss\":1}",
                "{\"event\":\"cost-reported\",\"attempt\":1,\"cost\":[1]}",
                "{\"event\":\"cost-reported\",\"attempt\":1,\"cost\":[\"NaN\",\"hours\"]}",
                "{\"event\":\"cost-reported\",\"attempt\":1,\"cost\":[1,\"parsecs\"]}",
                "{\"event\":\"trial-added\",\"config\":{\"lr\":null}}",
                "{\"event\":\"trial-added\",\"config\":7}",
            })
    void whatIsNoEventIsRefused(String text) {
        assertThatThrownBy(() -> codec.decode(text))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageMatching(".+");
    }
}
