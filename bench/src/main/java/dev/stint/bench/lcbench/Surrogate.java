package dev.stint.bench.lcbench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The network that predicts a training. Any thread may ask; each call runs on the thread that asks. */
final class Surrogate implements AutoCloseable {

    /** Epochs of a full training. */
    static final int EPOCHS = 52;

    /** Columns of an answer: seconds so far, accuracy in percent, share. */
    static final int TIME = 0;

    static final int VAL_ACCURACY = 1;
    static final int TEST_BALANCED_ACCURACY = 5;

    static final int PARAMETERS = 7;

    private static final int INPUTS = PARAMETERS + 1;

    /** More rows than this in one call cost memory and win no time. */
    private static final int MOST = 2_000;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    Surrogate(Path model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(model.toString(), options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read " + model + ": " + e.getMessage(), e);
        }
    }

    /** Every epoch of one configuration, in one call. */
    float[][] curve(int instance, double[] config) {
        float[] rows = new float[EPOCHS * INPUTS];
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            put(rows, epoch - 1, epoch, config);
        }
        return ask(instance, rows);
    }

    /** The last epoch of many configurations. */
    float[][] ends(int instance, List<double[]> configs) {
        float[][] answers = new float[configs.size()][];
        for (int from = 0; from < answers.length; from += MOST) {
            List<double[]> some = configs.subList(from, Math.min(answers.length, from + MOST));
            float[] rows = new float[some.size() * INPUTS];
            for (int i = 0; i < some.size(); i++) {
                put(rows, i, EPOCHS, some.get(i));
            }
            System.arraycopy(ask(instance, rows), 0, answers, from, some.size());
        }
        return answers;
    }

    private static void put(float[] rows, int row, int epoch, double[] config) {
        rows[row * INPUTS] = epoch;
        for (int j = 0; j < config.length; j++) {
            rows[row * INPUTS + 1 + j] = (float) config[j];
        }
    }

    private float[][] ask(int instance, float[] rows) {
        int n = rows.length / INPUTS;
        int[] category = new int[n];
        Arrays.fill(category, instance);
        try (OnnxTensor categories = OnnxTensor.createTensor(environment, IntBuffer.wrap(category), new long[] {n, 1});
                OnnxTensor numbers =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(rows), new long[] {n, INPUTS});
                OrtSession.Result result = session.run(Map.of("x_cat", categories, "x_cont", numbers))) {
            return (float[][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException("the surrogate gave no answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the surrogate could not be closed: " + e.getMessage(), e);
        }
    }
}
