package dev.stint.archive.optuna;

import dev.stint.archive.ImportRefused;
import dev.stint.archive.optuna.OptunaTrial.State;
import dev.stint.engine.space.Domain;
import dev.stint.engine.spec.Objective.Goal;
import dev.stint.runtime.journal.SqliteFault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Reads Optuna's SQLite storage, schema 12 (Optuna 3.0 and later). */
final class SqliteFile {

    private final Connection connection;

    private SqliteFile(Connection connection) {
        this.connection = connection;
    }

    static List<OptunaStudy> read(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath().toUri());
        try (Connection connection = source.getConnection()) {
            return new SqliteFile(connection).studies();
        } catch (SQLException e) {
            throw new ImportRefused(
                    file + " cannot be read as a database of Optuna 3: " + SqliteFault.reason(e)
                            + ".\n"
                            + "  An older one is brought up to date by: optuna storage upgrade --storage"
                            + " sqlite:///FILE",
                    e);
        }
    }

    private List<OptunaStudy> studies() throws SQLException {
        List<OptunaStudy> studies = new ArrayList<>();
        String sql = "SELECT study_id, study_name, min(direction), count(*) FROM studies"
                + " JOIN study_directions USING (study_id) GROUP BY study_id ORDER BY study_id";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Goal goal = "MAXIMIZE".equals(row.getString(3)) ? Goal.MAXIMIZE : Goal.MINIMIZE;
                List<OptunaTrial> trials = row.getInt(4) == 1 ? trials(row.getLong(1)) : List.of();
                studies.add(new OptunaStudy(String.valueOf(row.getString(2)), goal, trials));
            }
        }
        return studies;
    }

    private List<OptunaTrial> trials(long study) throws SQLException {
        Map<Long, OptunaTrial> trials = new LinkedHashMap<>();
        rows(
                "SELECT trial_id, state, datetime_start, datetime_complete FROM trials WHERE study_id = ? ORDER BY"
                        + " number",
                study,
                row -> {
                    OptunaTrial trial = new OptunaTrial();
                    trial.state = State.valueOf(row.getString(2));
                    trial.startedAt = Dates.millis(row.getString(3));
                    trial.endedAt = Dates.millis(row.getString(4));
                    trials.put(row.getLong(1), trial);
                });
        rows(
                "SELECT trial_id, param_name, param_value, distribution_json FROM trial_params JOIN trials USING"
                        + " (trial_id) WHERE study_id = ? ORDER BY param_id",
                study,
                row -> {
                    OptunaTrial trial = Objects.requireNonNull(trials.get(row.getLong(1)));
                    Domain domain = Distribution.domain(row.getString(4));
                    trial.domains.put(row.getString(2), domain);
                    trial.params.put(row.getString(2), Distribution.value(domain, row.getDouble(3)));
                });
        rows(
                "SELECT trial_id, value, value_type FROM trial_values JOIN trials USING (trial_id) WHERE study_id = ?"
                        + " AND objective = 0",
                study,
                row -> Objects.requireNonNull(trials.get(row.getLong(1))).value =
                        number(row.getDouble(2), row.getString(3)));
        rows(
                "SELECT trial_id, intermediate_value, intermediate_value_type, step FROM trial_intermediate_values"
                        + " JOIN trials USING (trial_id) WHERE study_id = ?",
                study,
                row -> Objects.requireNonNull(trials.get(row.getLong(1)))
                        .steps
                        .put(row.getLong(4), number(row.getDouble(2), row.getString(3))));
        return List.copyOf(trials.values());
    }

    private interface RowSink {
        void take(ResultSet row) throws SQLException;
    }

    private void rows(String sql, long study, RowSink sink) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, study);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sink.take(row);
                }
            }
        } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
            throw new ImportRefused("A row of the database does not fit the others: " + e.getMessage(), e);
        }
    }

    private static double number(double value, @Nullable String type) {
        return switch (type) {
            case "INF_POS" -> Double.POSITIVE_INFINITY;
            case "INF_NEG" -> Double.NEGATIVE_INFINITY;
            case "NAN" -> Double.NaN;
            case null, default -> value;
        };
    }
}
