package dev.stint.archive.optuna;

import dev.stint.archive.ArchivedStudy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a study as a database of Optuna. */
record SqliteWriting(Connection connection, String date) {

    static void write(ArchivedStudy study, List<Exported.Row> rows, Path file) throws IOException {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + file.toAbsolutePath().toUri())) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(schema());
            }
            new SqliteWriting(connection, Dates.stored(study.finishedAt())).study(study, rows);
            connection.commit();
        } catch (SQLException e) {
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String schema() throws IOException {
        try (InputStream in = Objects.requireNonNull(SqliteWriting.class.getResourceAsStream("schema12.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void study(ArchivedStudy study, List<Exported.Row> rows) throws SQLException {
        insert("INSERT INTO studies (study_id, study_name) VALUES (?, ?)", 1, study.name());
        insert(
                "INSERT INTO study_directions (direction, study_id, objective) VALUES (?, 1, 0)",
                study.goal().name());
        for (Exported.Row row : rows) {
            trial(row);
        }
    }

    private void trial(Exported.Row row) throws SQLException {
        int id = row.number() + 1;
        insert(
                "INSERT INTO trials (trial_id, number, study_id, state, datetime_start, datetime_complete) VALUES (?,"
                        + " ?, 1, ?, ?, ?)",
                id,
                row.number(),
                row.state().name(),
                date,
                date);
        for (var param : row.params().entrySet()) {
            insert(
                    "INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES (?, ?, ?,"
                            + " ?)",
                    id,
                    param.getKey(),
                    param.getValue().value(),
                    param.getValue().distribution());
        }
        for (var step : row.steps().entrySet()) {
            insert(
                    "INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value,"
                            + " intermediate_value_type) VALUES (?, ?, ?, 'FINITE')",
                    id,
                    step.getKey(),
                    step.getValue());
        }
        if (row.value() != null) {
            insert(
                    "INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (?, 0, ?, 'FINITE')",
                    id,
                    row.value());
        }
    }

    private void insert(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }
}
