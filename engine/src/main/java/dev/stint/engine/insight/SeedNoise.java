package dev.stint.engine.insight;

/**
 * What is assumed about the deviation between seeds before the finals, for instance from the surrogate's noise.
 *
 * @param sd standard deviation of the objective over seeds, in the units of the objective
 * @param weight how much the assumption counts, in degrees of freedom; 6 is the inverse-gamma(3, ·) of the literature
 */
public record SeedNoise(double sd, int weight) {
    public SeedNoise {
        if (!(sd > 0) || !Double.isFinite(sd) || weight < 1) {
            throw new IllegalArgumentException("Seed noise needs a positive sd and a weight of at least 1, got sd " + sd
                    + ", weight " + weight + ".");
        }
    }

    /** The same in units that are larger by a factor; what vanishes in them stays the smallest positive number. */
    SeedNoise over(double factor) {
        return new SeedNoise(Math.clamp(sd / factor, Double.MIN_NORMAL, Double.MAX_VALUE), weight);
    }

    /** An assumption of usual strength: six degrees of freedom. */
    public static SeedNoise of(double sd) {
        return new SeedNoise(sd, 6);
    }
}
