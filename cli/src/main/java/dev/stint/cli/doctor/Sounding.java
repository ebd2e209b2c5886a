package dev.stint.cli.doctor;

import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.RateVerdict;
import java.util.List;

/** What was found out about the learning rate, and by which means. */
public sealed interface Sounding {

    /** A sweep in the script's mode {@code lr-range}; points as printed, losses of single batches. */
    record Swept(List<LrSweep.Point> points, LrVerdict verdict) implements Sounding {
        public Swept {
            points = List.copyOf(points);
        }
    }

    /**
     * Short trainings, of a script without that mode.
     *
     * @param points the objective where each ended, turned so that smaller is better; NaN where it diverged or failed
     * @param length of each, in units of fidelity
     */
    record Trained(List<LrSweep.Point> points, long length, RateVerdict verdict) implements Sounding {
        public Trained {
            points = List.copyOf(points);
        }
    }

    /** The script did neither. */
    record Failed(String text) implements Sounding {}
}
