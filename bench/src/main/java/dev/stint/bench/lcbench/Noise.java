package dev.stint.bench.lcbench;

import dev.stint.engine.seed.Seed;
import dev.stint.engine.seed.Stream;
import dev.stint.engine.space.Config;

/**
 * What a training seed does to a curve: four fifths of the variance shift it as a whole, the rest is drawn for each epoch; a tenth of both is common
 * to all configurations that are trained with that seed.
 *
 * @param sigma standard deviation in units of |best - median|
 */
record Noise(double sigma) {

    private static final double SHARED = Math.sqrt(0.8);
    private static final double EACH = Math.sqrt(0.2);
    private static final double COMMON = Math.sqrt(0.1);
    private static final double OWN = Math.sqrt(0.9);

    static final Noise NONE = new Noise(0);

    /**
     * The effect on the curve of one training, in the units of the scale.
     *
     * @param training the seed that the training is given
     */
    double at(Instance instance, Config config, int training, long epoch) {
        if (sigma == 0) {
            return 0;
        }
        Seed common = Seed.of(training).child(instance.name());
        Seed own = common.child(config.text());
        double along = COMMON * draw(common) + OWN * draw(own);
        double here = COMMON * draw(common.child(epoch)) + OWN * draw(own.child(epoch));
        return sigma * instance.scale().width() * (SHARED * along + EACH * here);
    }

    private static double draw(Seed seed) {
        Stream stream = seed.stream();
        return stream.gaussian();
    }
}
