package dev.stint.cli.doctor;

import dev.stint.cli.text.Words;
import java.util.List;

/** Does a training get a GPU, and use it? */
final class GpuCheck implements Check {

    private static final String CHECK = "gpu";

    @Override
    public List<Finding> of(Evidence evidence) {
        Gpus gpus = evidence.gpus();
        List<String> given = evidence.whole().devices();
        return List.of(given.isEmpty() ? without(gpus) : with(gpus, given));
    }

    private static Finding without(Gpus gpus) {
        return gpus.installed() == 0
                ? Finding.ok(CHECK, "none asked for (gpus-per-trial: 0), and nvidia-smi shows none")
                : Finding.warning(
                        CHECK,
                        Words.count(gpus.installed(), "GPU")
                                + " here, and none asked for: every training sees them all",
                        "write resources: {gpus-per-trial: 1} (or a fraction, to share one), or hide them with"
                                + " env: {CUDA_VISIBLE_DEVICES: \"\"}");
    }

    private static Finding with(Gpus gpus, List<String> devices) {
        String given = "a training gets CUDA_VISIBLE_DEVICES=" + Say.list(devices);
        if (!gpus.known(devices)) {
            return Finding.ok(CHECK, given + "; nvidia-smi does not tell whether it uses it");
        }
        String rise = devices.stream()
                .map(device -> device + " by " + gpus.rise(device) + " MiB")
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return gpus.used(devices)
                ? Finding.ok(CHECK, given + " and uses it: its memory grows, " + rise)
                : Finding.warning(
                        CHECK,
                        given + ", but the memory in use hardly changes while it trains: " + rise,
                        "move model and data to the device, and check that the framework is built for it; for a"
                                + " training on the CPU write gpus-per-trial: 0");
    }
}
