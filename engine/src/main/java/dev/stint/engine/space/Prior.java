package dev.stint.engine.space;

/** An expert's belief about one parameter: most likely near {@code center}; it decays with evidence and excludes nothing. */
public record Prior(Value center, Confidence confidence) {

    /** How sure the expert is; {@code sd} is in units of the parameter's encoded range. */
    public enum Confidence {
        LOW(0.3),
        MEDIUM(0.15),
        HIGH(0.07);

        private final double sd;

        Confidence(double sd) {
            this.sd = sd;
        }

        /** Standard deviation in the unit interval. */
        public double sd() {
            return sd;
        }
    }
}
