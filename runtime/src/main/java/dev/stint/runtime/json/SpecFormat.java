package dev.stint.runtime.json;

import dev.stint.engine.spec.StudySpec;

/**
 * How a study file is written into an event and read back.
 *
 * <p>Reading what was written must give the same study in every later version: a default that was filled in has to be written out. Values of the
 * environment are not written.
 */
public interface SpecFormat {

    /** The study file's text; any characters. */
    String write(StudySpec spec);

    /** The study of a text that {@link #write} made. */
    StudySpec read(String text);
}
