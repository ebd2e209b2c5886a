package dev.stint.runtime.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.runtime.executor.Devices.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against programs that answer as nvidia-smi and rocm-smi do, or fail to. */
final class DevicesTest {

    private static final Pattern INDEX = Pattern.compile("\\s*(\\d+)\\s*");

    @TempDir
    Path temporary;

    private List<String> program(String body) throws IOException {
        Path file = Files.writeString(temporary.resolve("smi"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return List.of(file.toString(), "--query-gpu=index");
    }

    private Devices asked(String body) throws IOException {
        return Devices.asked(Kind.NVIDIA, program(body), INDEX, 2);
    }

    @Test
    void readsADeviceALine() throws IOException {
        Devices devices = asked("printf '0\\n1\\r\\n 3 \\n'");
        assertThat(devices.names()).containsExactly("0", "1", "3");
        assertThat(devices.variables(List.of("3")))
                .containsEntry("CUDA_VISIBLE_DEVICES", "3")
                .containsEntry("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
    }

    @Test
    void readsCards() throws IOException {
        List<String> program = program("printf 'device,Device ID\\ncard0,0x740f\\ncard1,0x740f\\n'");
        Devices devices = Devices.asked(Kind.ROCM, program, Pattern.compile("card(\\d+)\\b.*"), 2);
        assertThat(devices.names()).containsExactly("0", "1");
        assertThat(devices.variables(List.of("1"))).containsEntry("HIP_VISIBLE_DEVICES", "1");
    }

    @Test
    void aProgramThatFailsOrIsMissingTellsNothing() throws IOException {
        assertThat(asked("echo 0; exit 9").names()).isEmpty();
        assertThat(asked("echo 'No devices were found'").names()).isEmpty();
        assertThat(Devices.asked(Kind.NVIDIA, List.of(temporary + "/none"), INDEX, 2))
                .isEqualTo(Devices.none());
    }

    @Test
    void aProgramThatHangsIsLeft() throws IOException {
        long before = System.nanoTime();
        assertThat(asked("echo 0; sleep 60").names()).isEmpty();
        assertThat((System.nanoTime() - before) / 1e9).isLessThan(30);
    }

    @Test
    void aDeviceIsGoneOnceItIsNotNamedAnyMore() throws IOException {
        assertThat(gone("1", "printf '0\\n1\\n'")).isFalse();
        assertThat(gone("1", "printf '0\\n'")).isTrue();
        assertThat(gone("1", "echo 'GPU is lost. Reboot the system to recover this GPU'; exit 15"))
                .isTrue();
    }

    @Test
    void whoGivesNoAnswerTakesNothingAway() throws IOException {
        assertThat(gone("1", "sleep 60")).isFalse();
        assertThat(Devices.gone("1", List.of(temporary + "/none"), INDEX, 1)).isFalse();
        assertThat(Devices.declared("0,1").gone("7")).isFalse();
    }

    private boolean gone(String name, String body) throws IOException {
        return Devices.gone(name, program(body), INDEX, 1);
    }

    @Test
    void whatTheEnvironmentDeclaresStandsAsItIs() {
        Devices devices = Devices.found(Map.of("CUDA_VISIBLE_DEVICES", "GPU-5a1c, 2,"));
        assertThat(devices.names()).containsExactly("GPU-5a1c", "2");
        assertThat(devices.variables(List.of("2"))).containsOnlyKeys("CUDA_VISIBLE_DEVICES");
        assertThat(Devices.found(Map.of("CUDA_VISIBLE_DEVICES", "")).names()).isEmpty();
    }
}
