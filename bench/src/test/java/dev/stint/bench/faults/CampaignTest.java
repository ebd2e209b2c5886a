package dev.stint.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The campaign of faults in small: every kind once, on the command as it was built. The moments follow from the seed, counted in lines told; what runs at
 * that moment does not, and nothing here depends on it.
 */
@EnabledOnOs(OS.LINUX)
class CampaignTest {

    private static final long SEED = 20261123;

    @Test
    void whateverHappensNothingIsLostOrCountedTwiceOrLeftBehind() throws InterruptedException {
        List<Kind> kinds = List.of(Kind.values());
        List<String> told = new ArrayList<>();
        Campaign campaign = new Campaign(stint(), SEED, kinds, false, line -> {
            synchronized (told) {
                told.add(line);
            }
        });

        Sheet sheet = campaign.run(Campaign.first(kinds.size()), 2);

        System.out.print(sheet.text());
        assertThat(told).isEmpty();
        assertThat(sheet.injected()).isGreaterThan(kinds.size());
    }

    private static List<String> stint() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stint.cli.Main");
    }
}
