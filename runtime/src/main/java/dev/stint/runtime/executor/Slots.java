package dev.stint.runtime.executor;

import dev.stint.engine.spec.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many attempts run at once, and which devices each holds. Not for several threads. */
public final class Slots {

    private static final double WHOLE = 1 - 1e-9;

    private final int count;
    private final double each;
    private final Devices devices;
    private final Map<String, List<String>> held = new LinkedHashMap<>();
    private final Set<String> lost = new LinkedHashSet<>();

    private Slots(int count, double each, Devices devices) {
        this.count = count;
        this.each = each;
        this.devices = devices;
    }

    /**
     * The slots of this machine: the devices in {@code CUDA_VISIBLE_DEVICES}, else all that nvidia-smi or rocm-smi tells.
     *
     * @throws IllegalArgumentException if attempts need more devices than there are, in words for the user
     */
    public static Slots detect(Resources resources) {
        int cores = Runtime.getRuntime().availableProcessors();
        boolean needed = resources.gpusPerTrial() > 0;
        return of(resources, cores, needed ? Devices.found(System.getenv()) : Devices.none());
    }

    /** The slots of a machine with these cores and devices. */
    static Slots of(Resources resources, int cores, Devices devices) {
        double each = resources.gpusPerTrial();
        int fit = each <= 0
                ? Integer.MAX_VALUE
                : each < WHOLE
                        ? devices.names().size() * (int) Math.floor(1 / each + 1e-9)
                        : devices.names().size() / (int) Math.ceil(each - 1e-9);
        Integer wanted = resources.slots();
        int count = wanted != null ? wanted : each > 0 ? fit : Math.max(1, cores - 1);
        if (count < 1 || count > fit) {
            throw new IllegalArgumentException("resources: slots: " + (wanted == null ? "auto" : wanted)
                    + " with gpus-per-trial: "
                    + plain(each) + " needs more GPUs than the "
                    + devices.names().size() + " found. Write "
                    + (fit > 0 ? "slots: " + fit : "gpus-per-trial: 0, or name the devices in CUDA_VISIBLE_DEVICES")
                    + ".");
        }
        return new Slots(count, Math.max(0, each), devices);
    }

    public int count() {
        return count;
    }

    /** All devices that attempts are spread over. */
    public List<String> devices() {
        return devices.names();
    }

    /**
     * Gives {@code holder} its devices until {@link #release}; none for trainings without one.
     *
     * @throws IllegalStateException if too few are free
     */
    List<String> take(String holder) {
        List<String> chosen = next();
        if (chosen.size() < wanted()) {
            throw new IllegalStateException("no free device for " + holder + ": " + held);
        }
        held.put(holder, chosen);
        return chosen;
    }

    /** What {@link #take} would give now; fewer than an attempt needs where too few are free. */
    List<String> next() {
        int sharers = each > 0 && each < WHOLE ? (int) Math.floor(1 / each + 1e-9) : 1;
        List<String> chosen = new ArrayList<>();
        for (int load = 0; load < sharers && chosen.size() < wanted(); load++) {
            for (String device : left()) {
                if (chosen.size() < wanted() && load(device) == load) {
                    chosen.add(device);
                }
            }
        }
        return List.copyOf(chosen);
    }

    /** Devices that an attempt needs. */
    private int wanted() {
        return each <= 0 ? 0 : (int) Math.ceil(each - 1e-9);
    }

    /** Whether the devices of one more attempt are free. */
    boolean free() {
        return next().size() == wanted();
    }

    /** Whether enough devices are left for an attempt at all, once they are free. */
    boolean possible() {
        return left().size() >= wanted();
    }

    /** Never gives this device again. */
    void lose(String device) {
        lost.add(device);
    }

    /** Devices that are not lost. */
    List<String> left() {
        return devices.names().stream().filter(device -> !lost.contains(device)).toList();
    }

    /** Whether a device that was found is not there any more. */
    boolean gone(String device) {
        return lost.contains(device) || devices.gone(device);
    }

    void release(String holder) {
        held.remove(holder);
    }

    /** The variables that show a process its devices and hide the others; none where nothing is to be hidden. */
    Map<String, String> variables(List<String> chosen) {
        return devices.variables(chosen);
    }

    private long load(String device) {
        return held.values().stream().filter(taken -> taken.contains(device)).count();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
