package dev.stint.runtime.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes records and events as the format says, for files that no TensorFlow would write. */
final class EventBytes {

    private EventBytes() {}

    /** A record with an event of scalars. */
    static byte[] scalars(long step, Map<String, Float> values) {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        values.forEach((tag, value) -> {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            put(one, 1, tag.getBytes(StandardCharsets.UTF_8));
            one.write((2 << 3) | 5);
            byte[] number = new byte[4];
            ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
            one.writeBytes(number);
            put(summary, 1, one.toByteArray());
        });
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write(2 << 3);
        varint(event, step);
        put(event, 5, summary.toByteArray());
        return record(event.toByteArray());
    }

    static byte[] record(byte[] data) {
        byte[] record = new byte[12 + data.length + 4];
        ByteBuffer to = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        to.putLong(data.length);
        to.putInt(Records.masked(record, 8));
        to.put(data);
        to.putInt(Records.masked(data, data.length));
        return record;
    }

    private static void put(ByteArrayOutputStream to, int field, byte[] bytes) {
        to.write((field << 3) | 2);
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
}
