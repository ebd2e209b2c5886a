package dev.stint.runtime.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The fields of one protobuf message, one after another: the wire format of protobuf, without a schema. Groups, which no message of
 * TensorBoard has, are refused.
 */
final class Wire {

    private static final int LONGEST_VARINT = 10;

    private final ByteBuffer bytes;
    private int field;
    private int type;
    private long number;
    private ByteBuffer payload;

    Wire(ByteBuffer message) {
        this.bytes = message.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.payload = empty();
    }

    static Wire of(byte[] message) {
        return new Wire(ByteBuffer.wrap(message));
    }

    /** Goes on to the next field; false after the last. */
    boolean next() throws Malformed {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long key = varint(bytes);
        field = (int) (key >>> 3);
        type = (int) (key & 7);
        payload = empty();
        switch (type) {
            case 0 -> number = varint(bytes);
            case 1 -> number = take(Long.BYTES).getLong();
            case 5 -> number = take(Integer.BYTES).getInt();
            case 2 -> payload = take(varint(bytes));
            default -> throw new Malformed("a field of wire type " + type);
        }
        return true;
    }

    /** Its number in the schema. */
    int field() {
        return field;
    }

    /** Whether it is a message, a text, bytes, or packed numbers. */
    boolean isBytes() {
        return type == 2;
    }

    /** The field as a whole number, or the bits of a fixed one. */
    long number() {
        return number;
    }

    /** The content of a field that {@link #isBytes}. */
    ByteBuffer payload() {
        return payload.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    static long varint(ByteBuffer from) throws Malformed {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (!from.hasRemaining()) {
                break;
            }
            byte next = from.get();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new Malformed("a number without an end");
    }

    private ByteBuffer take(long length) throws Malformed {
        if (length < 0 || length > bytes.remaining()) {
            throw new Malformed("a field of " + length + " bytes where " + bytes.remaining() + " are left");
        }
        ByteBuffer taken = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return taken;
    }

    private static ByteBuffer empty() {
        return ByteBuffer.allocate(0);
    }
}
