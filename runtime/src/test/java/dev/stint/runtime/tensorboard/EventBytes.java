package dev.stint.runtime.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes records and events as the format says, for files that no TensorFlow would write. */
public final class EventBytes {

    private EventBytes() {}

    /** A record with an event of scalars. */
    public static byte[] scalars(long step, Map<String, Float> values) {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        values.forEach((tag, value) -> {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            put(one, 1, tag.getBytes(StandardCharsets.UTF_8));
            one.write(2 << 3 | 5);
            byte[] bits = new byte[Float.BYTES];
            little(bits).putFloat(value);
            one.writeBytes(bits);
            put(summary, 1, one.toByteArray());
        });
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write(2 << 3);
        varint(event, step);
        put(event, 5, summary.toByteArray());
        return record(event.toByteArray());
    }

    public static byte[] record(byte[] data) {
        byte[] all = new byte[12 + data.length + 4];
        ByteBuffer record = little(all);
        record.putLong(data.length);
        record.putInt(Records.masked(all, 8));
        record.put(data);
        record.putInt(Records.masked(data, data.length));
        return all;
    }

    private static void put(ByteArrayOutputStream to, int field, byte[] bytes) {
        to.write(field << 3 | 2);
        varint(to, bytes.length);
        to.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            to.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
