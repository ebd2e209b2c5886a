package dev.stint.bench.lcbench;

/**
 * Where a regret comes from; the three parts sum to it.
 *
 * @param neverOpened the regret of the best configuration among all that were opened, had each been trained out
 * @param notPromoted what is lost because the search trained it less far than the one that it recommends
 * @param notChosen what is lost by the choice among those that were trained as far
 */
record Decomposition(double neverOpened, double notPromoted, double notChosen) {

    static Decomposition of(Instance instance, Delivered delivered) {
        double regret = instance.regret(delivered.config());
        long promoted = delivered.opened().stream()
                .filter(o -> o.config().equals(delivered.config()))
                .mapToLong(Delivered.Opened::reached)
                .max()
                .orElse(Long.MAX_VALUE);
        double opened = regret;
        double trained = regret;
        for (Delivered.Opened one : delivered.opened()) {
            double each = instance.regret(one.config());
            opened = Math.min(opened, each);
            trained = one.reached() >= promoted ? Math.min(trained, each) : trained;
        }
        return new Decomposition(opened, trained - opened, regret - trained);
    }
}
