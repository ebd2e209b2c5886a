package dev.stint.runtime.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** One number out of a {@code TensorProto}: what TensorFlow 2 and Keras write a scalar as. */
final class Tensor {

    private static final int FLOAT = 1;
    private static final int DOUBLE = 2;
    private static final int INT32 = 3;
    private static final int UINT8 = 4;
    private static final int INT16 = 5;
    private static final int INT8 = 6;
    private static final int INT64 = 9;
    private static final int BOOL = 10;
    private static final int BFLOAT16 = 14;
    private static final int HALF = 19;

    private Tensor() {}

    /** The value of a tensor with one element; null for one with more, or of text. */
    static @Nullable Double scalar(ByteBuffer message) throws Malformed {
        int type = 0;
        boolean single = true;
        ByteBuffer content = null;
        Double listed = null;
        Wire wire = new Wire(message);
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> type = (int) wire.number();
                case 2 -> single = isSingle(wire.payload());
                case 4 -> content = wire.payload();
                case 5 -> listed = first(wire, Float.BYTES, FLOAT);
                case 6 -> listed = first(wire, Double.BYTES, DOUBLE);
                case 7, 10, 11 -> listed = first(wire, 0, INT64);
                case 13 -> listed = half(wire, type);
                default -> {}
            }
        }
        if (!single || !isNumber(type)) {
            return null;
        }
        return content != null && content.hasRemaining()
                ? fixed(content, type)
                : listed == null ? (Double) 0.0 : listed;
    }

    private static boolean isNumber(int type) {
        return switch (type) {
            case FLOAT, DOUBLE, INT32, UINT8, INT16, INT8, INT64, BOOL, BFLOAT16, HALF -> true;
            default -> false;
        };
    }

    /** Whether a shape has one element: no dimension, or all of size one. */
    private static boolean isSingle(ByteBuffer shape) throws Malformed {
        Wire wire = new Wire(shape);
        while (wire.next()) {
            boolean dimension = wire.field() == 2 && wire.isBytes();
            if (wire.field() == 3 || (dimension && size(wire.payload()) != 1)) {
                return false;
            }
        }
        return true;
    }

    private static long size(ByteBuffer dimension) throws Malformed {
        long size = 0;
        Wire wire = new Wire(dimension);
        while (wire.next()) {
            size = wire.field() == 1 ? wire.number() : size;
        }
        return size;
    }

    /** The first of repeated numbers, packed or one by one. */
    private static @Nullable Double first(Wire wire, int width, int type) throws Malformed {
        if (wire.isBytes()) {
            ByteBuffer packed = wire.payload();
            return !packed.hasRemaining()
                    ? null
                    : width == 0 ? (Double) (double) Wire.varint(packed) : fixed(packed, type);
        }
        return switch (type) {
            case FLOAT -> (double) Float.intBitsToFloat((int) wire.number());
            case DOUBLE -> Double.longBitsToDouble(wire.number());
            default -> (double) wire.number();
        };
    }

    /** Sixteen bits that are written as a whole number. */
    private static @Nullable Double half(Wire wire, int type) throws Malformed {
        Double bits = first(wire, 0, INT64);
        return bits == null ? null : sixteen(bits.shortValue(), type);
    }

    private static double sixteen(short bits, int type) {
        return type == BFLOAT16 ? Float.intBitsToFloat(bits << 16) : Float.float16ToFloat(bits);
    }

    private static double fixed(ByteBuffer bytes, int type) throws Malformed {
        ByteBuffer from = bytes.order(ByteOrder.LITTLE_ENDIAN);
        int width = switch (type) {
            case DOUBLE, INT64 -> Long.BYTES;
            case FLOAT, INT32 -> Integer.BYTES;
            case INT16, BFLOAT16, HALF -> Short.BYTES;
            default -> Byte.BYTES;
        };
        if (from.remaining() < width) {
            throw new Malformed("a tensor of " + from.remaining() + " bytes");
        }
        return switch (type) {
            case FLOAT -> from.getFloat();
            case DOUBLE -> from.getDouble();
            case INT32 -> from.getInt();
            case INT64 -> from.getLong();
            case INT16 -> from.getShort();
            case BFLOAT16, HALF -> sixteen(from.getShort(), type);
            case UINT8 -> from.get() & 0xff;
            default -> from.get();
        };
    }
}
