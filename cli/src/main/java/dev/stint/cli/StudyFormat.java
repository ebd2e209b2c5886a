package dev.stint.cli;

import dev.stint.engine.spec.StudySpec;
import dev.stint.runtime.file.StudyFile;
import dev.stint.runtime.file.StudyFileWriter;
import dev.stint.runtime.json.EventCodec;
import dev.stint.runtime.json.SpecFormat;

/** A specification in an event is the text of a study file. */
final class StudyFormat implements SpecFormat {

    /** Events as the journal keeps them. */
    static final EventCodec CODEC = new EventCodec(new StudyFormat());

    private StudyFormat() {}

    @Override
    public String write(StudySpec spec) {
        return StudyFileWriter.write(spec);
    }

    @Override
    public StudySpec read(String text) {
        return StudyFile.parse(text, "the study in the journal").spec();
    }
}
