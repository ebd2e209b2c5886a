package dev.stint.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {

    private static final Plot.Frame FRAME = new Plot.Frame(1e-4, 1, 0, 2);

    private static List<String> drawn(double low, double middle, double high, Plot.Dot... dots) {
        return new Plot(9, 2).lines(FRAME, List.of(dots), low, middle, high);
    }

    @Test
    void aLineRisesFromCornerToCornerOverALogarithmicAxis() {
        List<String> lines = drawn(1e-3, 1e-2, 1e-1, new Plot.Dot(1e-4, 0), new Plot.Dot(1, 2));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("2 │    ").endsWith("⠉");
        assertThat(lines.get(1)).startsWith("0 │⣀");
        assertThat(lines.get(2)).isEqualTo("  └──━━┻━━──");
        assertThat(lines.get(3)).isEqualTo("   1e-4    1");
    }

    @Test
    void whatIsNotFiniteOrOutsideIsLeftOutAndNothingIsMarkedWithoutAnInterval() {
        List<String> lines =
                drawn(Double.NaN, Double.NaN, Double.NaN, new Plot.Dot(1e-2, Double.NaN), new Plot.Dot(1e-2, 99));
        assertThat(lines).startsWith("2 │", "0 │", "  └─────────");
    }
}
