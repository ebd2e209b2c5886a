package dev.stint.examples.digits;

import dev.stint.examples.digits.Learner.Score;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training between two epochs, on disk.
 *
 * @param training which training it belongs to; another one must not go on from it
 * @param epoch epochs trained
 * @param trainLoss of the last epoch
 * @param validation after the last epoch
 * @param state of the learner
 */
record Checkpoint(String training, int epoch, double trainLoss, Score validation, List<float[]> state) {

    private static final String FILE = "checkpoint.bin";
    private static final int FORMAT = 0x44494701;

    /** Replaces the checkpoint of the folder, so that whoever looks finds the old one or the new one, never a part. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Path part = folder.resolve(FILE + ".part");
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(bytes());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the checkpoint in " + folder + ".", e);
        }
    }

    /** The checkpoint of a folder, or null if there is none. */
    static @Nullable Checkpoint read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != FORMAT) {
                throw new Refusal(file + ": not a checkpoint of this training.");
            }
            return new Checkpoint(
                    in.readUTF(),
                    in.readInt(),
                    in.readDouble(),
                    new Score(in.readDouble(), in.readDouble()),
                    state(in));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the checkpoint " + file + ".", e);
        }
    }

    private static List<float[]> state(DataInputStream in) throws IOException {
        List<float[]> state = new ArrayList<>();
        int arrays = in.readInt();
        for (int i = 0; i < arrays; i++) {
            byte[] packed = new byte[in.readInt() * Float.BYTES];
            in.readFully(packed);
            float[] array = new float[packed.length / Float.BYTES];
            ByteBuffer.wrap(packed).asFloatBuffer().get(array);
            state.add(array);
        }
        return state;
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(training);
            out.writeInt(epoch);
            out.writeDouble(trainLoss);
            out.writeDouble(validation.loss());
            out.writeDouble(validation.accuracy());
            out.writeInt(state.size());
            for (float[] array : state) {
                out.writeInt(array.length);
                ByteBuffer packed = ByteBuffer.allocate(array.length * Float.BYTES);
                packed.asFloatBuffer().put(array);
                out.write(packed.array());
            }
        }
        return bytes.toByteArray();
    }
}
