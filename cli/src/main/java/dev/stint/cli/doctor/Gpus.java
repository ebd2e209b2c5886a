package dev.stint.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The GPUs of this machine, and what a training does with them.
 *
 * @param before MiB in use before any training, by index and by UUID; empty where nvidia-smi tells nothing
 * @param during the same while one trains; empty where nobody looked
 */
record Gpus(Map<String, Long> before, Map<String, Long> during) {

    /** What a framework takes at the least once it uses a device, in MiB. */
    private static final long USED = 50;

    Gpus {
        before = new LinkedHashMap<>(before);
        during = new LinkedHashMap<>(during);
    }

    /** How much more of its memory a device has in use while one trains, in MiB. */
    long rise(String device) {
        return during.getOrDefault(device, 0L) - before.getOrDefault(device, 0L);
    }

    /** Whether memory was read on both sides for every device. */
    boolean known(List<String> given) {
        return given.stream().allMatch(device -> before.containsKey(device) && during.containsKey(device));
    }

    /** Whether memory grew on any of the devices as it does when a framework uses one. */
    boolean used(List<String> given) {
        return given.stream().anyMatch(device -> rise(device) >= USED);
    }

    /** Devices that nvidia-smi tells of; each is listed by index and by UUID. */
    int installed() {
        return before.size() / 2;
    }

    /** MiB in use of each device, under its index and under its UUID; empty where there is no nvidia-smi. */
    static Map<String, Long> memory() {
        try {
            Process query = new ProcessBuilder(
                            "nvidia-smi", "--query-gpu=index,uuid,memory.used", "--format=csv,noheader,nounits")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return query.waitFor() == 0 ? read(said) : Map.of();
        } catch (IOException notInstalled) {
            return Map.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    static Map<String, Long> read(String csv) {
        Map<String, Long> memory = new LinkedHashMap<>();
        for (String line : csv.lines().toList()) {
            String[] cells = line.split(",");
            if (cells.length == 3 && cells[2].strip().matches("\\d{1,9}")) {
                memory.put(cells[0].strip(), Long.valueOf(cells[2].strip()));
                memory.put(cells[1].strip(), Long.valueOf(cells[2].strip()));
            }
        }
        return memory;
    }
}
