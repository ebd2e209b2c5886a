package dev.stint.runtime.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors of one number, in every way that they may be written; the bytes are protobuf's encoding of the fields beside them. */
final class TensorTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "float in float_val packed, 08011200 2a040000003f, 0.5",
        "float in float_val alone, 08011200 2d0000003f, 0.5",
        "float in content, 08011200 22040000003f, 0.5",
        "double in double_val, 08021200 3208000000000000e03f, 0.5",
        "double in content, 08021200 2208000000000000e03f, 0.5",
        "int32 in int_val, 08031200 3803, 3",
        "int32 in int_val packed, 08031200 3a0103, 3",
        "int64 in int64_val packed, 08091200 520107, 7",
        "negative int64, 08091200 520affffffffffffffffff01, -1",
        "bool, 080a1200 5a0101, 1",
        "uint8 in content, 08041200 2201ff, 255",
        "int8 in content, 08061200 2201ff, -1",
        "int16 in content, 08051200 22020100, 1",
        "half in half_val, 08131200 6a028070, 0.5",
        "half in content, 08131200 22020038, 0.5",
        "bfloat16 in content, 080e1200 2202003f, 0.5",
        "zero that is left out, 08011200, 0",
        "shape of ones, 0801 1204 1202 0801 2a040000003f, 0.5",
        "vector of three, 0801 1204 1202 0803 220c0000803f0000004000004040, ",
        "unknown rank, 0801 1202 1801 2a040000003f, ",
        "text, 08071200 420161, ",
    })
    void oneNumber(String what, String hex, Double expected) throws Malformed {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        Double value = Tensor.scalar(ByteBuffer.wrap(bytes));

        assertThat(value).as(what).isEqualTo(expected);
    }
}
