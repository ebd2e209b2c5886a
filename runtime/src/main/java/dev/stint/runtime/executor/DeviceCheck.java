package dev.stint.runtime.executor;

import dev.stint.engine.history.StudyEvent.Finding;
import dev.stint.engine.study.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks whether GPUs are still there: before work is given to them, and after work on them failed. */
final class DeviceCheck {

    /** To ask costs up to a second where the driver sleeps, so short trainings do not ask for each of them. */
    private static final long FRESH_NANOS = 60_000_000_000L;

    private final Slots slots;
    private final Teller teller;
    private final Map<String, Long> seen = new LinkedHashMap<>();

    DeviceCheck(Slots slots, Teller teller) {
        this.slots = slots;
        this.teller = teller;
    }

    /** Whether work may be given to these devices; one that was seen a minute ago is not looked at again. */
    boolean usable(List<String> devices) {
        return devices.stream()
                .filter(device -> !fresh(device) && lost(device))
                .toList()
                .isEmpty();
    }

    /** Those of these devices that are not there any more. */
    List<String> gone(List<String> devices) {
        return devices.stream().filter(this::lost).toList();
    }

    private boolean fresh(String device) {
        Long at = seen.get(device);
        return at != null && System.nanoTime() - at < FRESH_NANOS;
    }

    private boolean lost(String device) {
        boolean known = !slots.left().contains(device);
        boolean gone = slots.gone(device);
        seen.put(device, System.nanoTime());
        if (gone && !known) {
            slots.lose(device);
            seen.remove(device);
            teller.tell(new Command.Noticed(teller.now(), finding(device)));
        }
        return gone;
    }

    private Finding finding(String device) {
        return new Finding(
                "gpu-gone",
                "GPU " + device + " is not there any more; left: "
                        + (slots.left().isEmpty() ? "none" : String.join(", ", slots.left())),
                "what ran on it goes on elsewhere from its checkpoint; look into the kernel's log for why it was lost");
    }
}
