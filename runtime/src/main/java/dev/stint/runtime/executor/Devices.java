package dev.stint.runtime.executor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The GPUs of a machine: what they are called, and how a process is shown some of them and no other. */
record Devices(Kind kind, List<String> names) {

    /** Who says which devices there are. */
    enum Kind {
        NONE,
        /** The environment that Stint was started in. */
        DECLARED,
        NVIDIA,
        ROCM
    }

    private static final long PATIENCE_SECONDS = 20;
    private static final List<String> NVIDIA_SMI = List.of("nvidia-smi", "--query-gpu=index", "--format=csv,noheader");
    private static final List<String> NVIDIA_SMI_ONE =
            List.of("nvidia-smi", "--query-gpu=index", "--format=csv,noheader", "-i");
    private static final List<String> ROCM_SMI = List.of("rocm-smi", "--showid", "--csv");
    private static final long SHORT_PATIENCE_SECONDS = 5;
    private static final Pattern INDEX = Pattern.compile("\\s*(\\d+)\\s*");
    private static final Pattern CARD = Pattern.compile("\\s*card(\\d+)\\b.*");

    /** Without any. */
    static Devices none() {
        return new Devices(Kind.NONE, List.of());
    }

    /** Those that the environment names, else all that nvidia-smi tells, else all that rocm-smi tells. */
    static Devices found(Map<String, String> environment) {
        String declared = environment.get("CUDA_VISIBLE_DEVICES");
        if (declared != null) {
            return declared(declared);
        }
        Devices nvidia = asked(Kind.NVIDIA, NVIDIA_SMI, INDEX, PATIENCE_SECONDS);
        return nvidia.names.isEmpty() ? asked(Kind.ROCM, ROCM_SMI, CARD, PATIENCE_SECONDS) : nvidia;
    }

    static Devices declared(String visible) {
        List<String> names = Stream.of(visible.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
        return new Devices(Kind.DECLARED, names);
    }

    /** What a program tells, a device a line; none if it is missing, fails or hangs. */
    static Devices asked(Kind kind, List<String> command, Pattern line, long patienceSeconds) {
        Answer answer = answer(command, patienceSeconds);
        List<String> names = answer == null || answer.code != 0 ? List.of() : answer.names(line);
        return names.isEmpty() ? none() : new Devices(kind, names);
    }

    /** Whether a device that was found is not there any more; false where nobody can be asked, or nobody answers. */
    boolean gone(String name) {
        return switch (kind) {
            case NVIDIA -> {
                List<String> command = new ArrayList<>(NVIDIA_SMI_ONE);
                command.add(name);
                yield gone(name, command, INDEX, SHORT_PATIENCE_SECONDS);
            }
            case ROCM -> gone(name, ROCM_SMI, CARD, SHORT_PATIENCE_SECONDS);
            case DECLARED, NONE -> false;
        };
    }

    /** A program that fails says as much as one that does not name the device: nvidia-smi does so for one that is lost. */
    static boolean gone(String name, List<String> command, Pattern line, long patienceSeconds) {
        Answer answer = answer(command, patienceSeconds);
        return answer != null && (answer.code != 0 || !answer.names(line).contains(name));
    }

    private record Answer(int code, String text) {

        List<String> names(Pattern line) {
            return text.lines()
                    .map(line::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .distinct()
                    .toList();
        }
    }

    /** Null where the program is missing or hangs. */
    private static @Nullable Answer answer(List<String> command, long patienceSeconds) {
        try {
            Process query = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            query.getOutputStream().close();
            if (!query.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                query.descendants().forEach(ProcessHandle::destroyForcibly);
                query.destroyForcibly();
                return null;
            }
            byte[] output = query.getInputStream().readAllBytes();
            return new Answer(query.exitValue(), new String(output, StandardCharsets.UTF_8));
        } catch (IOException notInstalled) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The variables that show a process these devices and hide the others; none where there are none. */
    Map<String, String> variables(List<String> chosen) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (chosen.isEmpty()) {
            return variables;
        }
        variables.put("CUDA_VISIBLE_DEVICES", String.join(",", chosen));
        switch (kind) {
            case NVIDIA -> variables.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID"); // the order of nvidia-smi
            case ROCM -> variables.put("HIP_VISIBLE_DEVICES", String.join(",", chosen));
            case DECLARED, NONE -> {}
        }
        return variables;
    }
}
