package dev.stint.bench.realtable;

/** Moves weights against their gradient. */
public interface Rule {

    /** @param step counted from 1 */
    void step(double[] weights, double[] gradient, double rate, int step);

    /** Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101). */
    static Rule adamw(int size, double decay) {
        double[] m = new double[size];
        double[] v = new double[size];
        return (weights, gradient, rate, step) -> {
            double first = 1 - StrictMath.pow(0.9, step);
            double second = 1 - StrictMath.pow(0.999, step);
            for (int i = 0; i < size; i++) {
                m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                weights[i] -= rate * (decay * weights[i] + m[i] / first / (Math.sqrt(v[i] / second) + 1e-8));
            }
        };
    }

    /** Gradient descent with momentum, u = momentum · u + g (Sutskever et al. 2013), weight decay in the gradient. */
    static Rule sgd(int size, double momentum, double decay) {
        double[] u = new double[size];
        return (weights, gradient, rate, step) -> {
            for (int i = 0; i < size; i++) {
                u[i] = momentum * u[i] + gradient[i] + decay * weights[i];
                weights[i] -= rate * u[i];
            }
        };
    }

    /** RMSprop (Tieleman and Hinton 2012), weight decay in the gradient, whose norm is clipped first. */
    static Rule rmsprop(int size, double decay, double clip) {
        double[] v = new double[size];
        return (weights, gradient, rate, step) -> {
            double shrink = Math.min(1, clip / norm(gradient));
            for (int i = 0; i < size; i++) {
                double g = shrink * gradient[i] + decay * weights[i];
                v[i] = 0.99 * v[i] + 0.01 * g * g;
                weights[i] -= rate * g / (Math.sqrt(v[i]) + 1e-8);
            }
        };
    }

    private static double norm(double[] gradient) {
        double sum = 0;
        for (double g : gradient) {
            sum += g * g;
        }
        return Math.max(Math.sqrt(sum), Double.MIN_NORMAL);
    }
}
