package dev.stint.engine.insight;

import dev.stint.engine.model.StudentMixture;
import dev.stint.engine.seed.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the finals say about the true values of the finalists, larger is better.
 *
 * <p>Model: y[c,s] = f[c] + u[s] + e[c,s]; u is common to a replicate. Var(u) = rho sigma², Var(e) = (1 - rho) sigma²,
 * the same for all finalists. f is flat, or, where shrunk, f[c] ~ N(mu, lambda² sigma²) with a flat mu for all but the
 * control, which nobody chose for its results. sigma² has the density 1/sigma², times inverse-gamma (w/2, w s²/2) where
 * a deviation s worth w degrees of freedom is assumed. rho and lambda are averaged over a grid by their marginal
 * likelihood; given both, f is multivariate t in closed form (for instance Gelman et al., Bayesian Data Analysis, 3rd
 * ed., 15.1).
 */
final class FinalsPosterior {
    private static final double[] RHO = {0, 0.1, 0.3, 0.6, 0.9};
    private static final double[] LAMBDA = {0.03, 0.1, 0.3, 1, 3, 10};
    /** Before seeing data, no common luck at all is twice as likely as each other share. */
    private static final double[] RHO_PRIOR = {2, 1, 1, 1, 1};

    /** The part of a normal distribution that lies more than half a standard deviation below its mean. */
    private static final double HALF_AN_ERROR = 0.31;

    private static final double NEGLIGIBLE = 1e-4;
    private static final double ROUNDING = 1e-12;

    /** One cell of the grid: f ~ t(df, mean, (total / df) · precision inverse). */
    @SuppressWarnings("ArrayRecordComponent")
    private record Node(double weight, double[] mean, Triangle precision, double total, double rho) {
        Node weighing(double other) {
            return new Node(other, mean, precision, total, rho);
        }

        /** @param half what is taken off, weighted, half solved */
        Node less(double[] half) {
            double[] off = precision.solveTransposed(half);
            double[] left = new double[mean.length];
            Arrays.setAll(left, c -> mean[c] - off[c]);
            return new Node(weight, left, precision, total, rho);
        }
    }

    /** True values that are compatible with the finals; f [K] is centred as the table is. */
    @SuppressWarnings("ArrayRecordComponent")
    record World(double[] f, double sigma, double rho) {}

    private final FinalsTable table;
    private final List<Node> nodes;
    private final int df;

    private FinalsPosterior(FinalsTable table, List<Node> nodes, int df) {
        this.table = table;
        this.nodes = nodes;
        this.df = df;
    }

    /** Each finalist by itself: for a finalist that was not chosen by these results. */
    static FinalsPosterior flat(FinalsTable table, @Nullable SeedNoise assumed) {
        return average(table, assumed, new double[] {Double.POSITIVE_INFINITY});
    }

    /** Finalists inform each other, which takes back the luck of the one that came out first. */
    static FinalsPosterior shrunk(FinalsTable table, @Nullable SeedNoise assumed) {
        return table.exchangeable() < 2 ? flat(table, assumed) : average(table, assumed, LAMBDA);
    }

    /**
     * The same finals with scores that are smaller by so much, one number a run. The spread stays as it was seen, for what was taken off
     * is itself known badly.
     */
    FinalsPosterior less(double[] by) {
        return new FinalsPosterior(
                table,
                nodes.stream()
                        .map(node -> node.less(node.precision.solve(new Sums(table, by, node.rho).weighted)))
                        .toList(),
                df);
    }

    private static FinalsPosterior average(FinalsTable table, @Nullable SeedNoise assumed, double[] lambdas) {
        int group = Double.isFinite(lambdas[0]) ? table.exchangeable() : 0;
        int df = table.freedom() + Math.max(0, group - 1) + (assumed == null ? 0 : assumed.weight());
        double known = assumed == null ? 0 : assumed.weight() * assumed.sd() * assumed.sd();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < RHO.length; i++) {
            Sums sums = new Sums(table, table.score, RHO[i]);
            for (double lambda : lambdas) {
                Node node = node(table, sums, lambda, group, df, known);
                nodes.add(node.weighing(node.weight + StrictMath.log(RHO_PRIOR[i])));
            }
        }
        return new FinalsPosterior(table, normalised(nodes), df);
    }

    private static List<Node> normalised(List<Node> raw) {
        double highest = Double.NEGATIVE_INFINITY;
        for (Node node : raw) {
            highest = Math.max(highest, node.weight);
        }
        double sum = 0;
        for (Node node : raw) {
            sum += StrictMath.exp(node.weight - highest);
        }
        List<Node> nodes = new ArrayList<>();
        for (Node node : raw) {
            double weight = StrictMath.exp(node.weight - highest) / sum;
            if (weight > NEGLIGIBLE) {
                nodes.add(node.weighing(weight));
            }
        }
        return nodes;
    }

    /** One cell; its weight is still the logarithm of its marginal likelihood. */
    private static Node node(FinalsTable table, Sums sums, double lambda, int group, int df, double known) {
        Triangle precision = new Triangle(shrunk(table, group, lambda, sums.precision));
        double[] half = precision.solve(sums.weighted);
        double squares = sums.squares;
        for (double part : half) {
            squares -= part * part;
        }
        double total = Math.max(squares, ROUNDING * sums.squares) + known;
        double logWeight = -0.5 * sums.logDeterminant
                - 0.5 * precision.logDeterminant()
                - (group > 1 ? (group - 1) * StrictMath.log(lambda) : 0)
                - 0.5 * df * StrictMath.log(Math.max(total, Double.MIN_NORMAL));
        return new Node(logWeight, precision.solveTransposed(half), precision, total, sums.rho);
    }

    /** Adds (I - 11'/m) / lambda² over the group: the precision of f around a mean that is itself unknown. */
    private static double[][] shrunk(FinalsTable table, int group, double lambda, double[][] plain) {
        double[][] precision = new double[plain.length][];
        for (int a = 0; a < plain.length; a++) {
            precision[a] = plain[a].clone();
            for (int b = 0; b < plain.length; b++) {
                if (group > 1 && a != table.control && b != table.control) {
                    precision[a][b] += ((a == b ? 1 : 0) - 1.0 / group) / (lambda * lambda);
                }
            }
        }
        return precision;
    }

    /** Sufficient sums under V(rho); V is block-diagonal by replicate, so its inverse is known in closed form. */
    private static final class Sums {
        final double rho;
        final double[][] precision;
        final double[] weighted;
        double squares;
        double logDeterminant;

        private final double[] score;

        Sums(FinalsTable table, double[] score, double rho) {
            this.score = score;
            this.rho = rho;
            int k = table.finalists();
            precision = new double[k][k];
            weighted = new double[k];
            for (int s = 0; s < table.replicates; s++) {
                addReplicate(table, s);
            }
        }

        private void addReplicate(FinalsTable table, int s) {
            int size = 0;
            for (int other : table.replicate) {
                size += other == s ? 1 : 0;
            }
            double own = 1 / (1 - rho);
            double shared = own * rho / (1 - rho + size * rho);
            for (int i = 0; i < table.score.length; i++) {
                for (int j = 0; j < table.score.length; j++) {
                    if (table.replicate[i] == s && table.replicate[j] == s) {
                        addPair(table, i, j, (i == j ? own : 0) - shared);
                    }
                }
            }
            logDeterminant += (size - 1) * StrictMath.log(1 - rho) + StrictMath.log(1 - rho + size * rho);
        }

        private void addPair(FinalsTable table, int i, int j, double inverse) {
            precision[table.finalist[i]][table.finalist[j]] += inverse;
            weighted[table.finalist[i]] += inverse * score[j];
            squares += inverse * score[i] * score[j];
        }
    }

    /** Posterior mean score of every finalist, with the centre put back. */
    double[] means() {
        double[] means = new double[table.finalists()];
        for (Node node : nodes) {
            for (int c = 0; c < means.length; c++) {
                means[c] += node.weight * node.mean[c];
            }
        }
        for (int c = 0; c < means.length; c++) {
            means[c] += table.centre;
        }
        return means;
    }

    /** Deviation between the seeds of one finalist. */
    double sigma() {
        double variance = 0;
        for (Node node : nodes) {
            variance += node.weight * node.total / df;
        }
        return Math.sqrt(variance);
    }

    /** 5 % and 95 % quantile of the score of one finalist. */
    double[] interval(int finalist) {
        double[] contrast = new double[table.finalists()];
        contrast[finalist] = 1;
        StudentMixture value = of(contrast);
        return new double[] {value.quantile(0.05) + table.centre, value.quantile(0.95) + table.centre};
    }

    /** 5 % and 95 % quantile of f[a] - f[b]. */
    double[] difference(int a, int b) {
        StudentMixture difference = minus(a, b);
        return new double[] {difference.quantile(0.05), difference.quantile(0.95)};
    }

    /** Whether f[a] - f[b] is no more than half its standard error: its 31 % quantile is not above 0. */
    boolean within(int a, int b) {
        return minus(a, b).quantile(HALF_AN_ERROR) <= 0;
    }

    private StudentMixture minus(int a, int b) {
        double[] contrast = new double[table.finalists()];
        contrast[a] = 1;
        contrast[b] = -1;
        return of(contrast);
    }

    private StudentMixture of(double[] contrast) {
        double[] locations = new double[nodes.size()];
        double[] scales = new double[nodes.size()];
        for (int i = 0; i < locations.length; i++) {
            Node node = nodes.get(i);
            for (int c = 0; c < contrast.length; c++) {
                locations[i] += contrast[c] * node.mean[c];
            }
            for (double part : node.precision.solve(contrast)) {
                scales[i] += part * part;
            }
            scales[i] = Math.sqrt(scales[i] * node.total / df);
        }
        return new StudentMixture(df, nodes.stream().mapToDouble(Node::weight).toArray(), locations, scales);
    }

    /** Draws one world: a cell of the grid, then sigma, then f. */
    World draw(Stream stream) {
        double left = stream.uniform();
        int chosen = 0;
        while (chosen < nodes.size() - 1 && left >= nodes.get(chosen).weight) {
            left -= nodes.get(chosen).weight;
            chosen++;
        }
        Node node = nodes.get(chosen);
        double chiSquare = 0;
        for (int i = 0; i < df; i++) {
            double z = stream.gaussian();
            chiSquare += z * z;
        }
        double sigma = Math.sqrt(node.total / chiSquare);
        double[] f = new double[table.finalists()];
        for (int c = 0; c < f.length; c++) {
            f[c] = sigma * stream.gaussian();
        }
        f = node.precision.solveTransposed(f);
        for (int c = 0; c < f.length; c++) {
            f[c] += node.mean[c];
        }
        return new World(f, sigma, node.rho);
    }
}
