package dev.stint.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerTest {

    private static Server server(String address, Map<String, String> others) {
        Map<String, String> environment = new TreeMap<>(others);
        environment.put(Location.VARIABLE, address);
        return (Server) Objects.requireNonNull(Location.of(environment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:s%40c%2Fr%3Ft+%25@db:5433/team",
                "postgres://me:s%40c%2Fr%3Ft+%25@db:5433/team",
                "jdbc:postgresql://me:s%40c%2Fr%3Ft+%25@db:5433/team",
                "jdbc:postgresql://db:5433/team?user=me&password=s%40c%2Fr%3Ft+%25",
            })
    void theFormOfTheDatabaseAndThatOfItsDriverMeanTheSame(String address) {
        Server server = server(address, Map.of("PGPASSWORD", "another"));
        assertThat(server.hosts()).isEqualTo("db:5433");
        assertThat(server.database()).isEqualTo("team");
        assertThat(server.properties()).isEqualTo(Map.of("user", "me", "password", "s@c/r?t+%"));
        assertThat(server).hasToString("postgresql://me@db:5433/team");
    }

    @Test
    void aPasswordMayComeFromOutsideAndTheRestIsTheDrivers() {
        assertThat(server("postgresql://me@db/team", Map.of("PGPASSWORD", "hush"))
                        .properties())
                .isEqualTo(Map.of("user", "me", "password", "hush"));
        assertThat(server("postgresql://me@db/team", Map.of()).properties()).isEqualTo(Map.of("user", "me"));
        Server bare = server("postgresql://[::1]:5432,other/team?sslmode=require&currentSchema=a", Map.of());
        assertThat(bare.properties()).isEqualTo(Map.of("sslmode", "require", "currentSchema", "a"));
        assertThat(bare).hasToString("postgresql://[::1]:5432,other/team");
    }

    /** Wherever the password stands in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:hush@db",
                "postgresql://me:hush/x@db/team",
                "postgresql://me:hush%zz@db/team",
                "postgresql://me@db/team?hush",
                "postgresql://db/team?password=hush#",
                "jdbc:mysql://me:hush@db/team",
                "mysql://me:hush@db/team",
                "postgresql://me:hush@db b/team",
                "postgresql://me:hush@db:port/team",
            })
    void whatCannotBeReadIsSaidWithoutRepeatingIt(String address) {
        assertThatThrownBy(() -> server(address, Map.of()))
                .isInstanceOf(ArchiveUnusable.class)
                .hasMessageContaining("STINT_ARCHIVE")
                .hasMessageContaining("expected postgresql://USER@HOST:5432/DATABASE")
                .hasMessageNotContaining("hush");
    }
}
