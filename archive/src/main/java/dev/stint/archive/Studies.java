package dev.stint.archive;

import dev.stint.archive.ArchivedTrial.Reading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the archive: statements, no rules. */
record Studies(Connection connection) {

    /** Adds a study, or takes the place of the one with the same fingerprint; gives its id. */
    long put(String fingerprint, List<String> tokens, ArchivedStudy study) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM studies WHERE fingerprint = ?")) {
            delete.setString(1, fingerprint);
            delete.executeUpdate();
        }
        long id = insert(fingerprint, tokens, study);
        insertTrials(id, study);
        insertCurves(id, study);
        return id;
    }

    private long insert(String fingerprint, List<String> tokens, ArchivedStudy study) throws SQLException {
        String sql =
                "INSERT INTO studies (fingerprint, name, origin, finished_at, metric, goal, unit, full_length, roles,"
                        + " tags, space, outcome, verdict, trials) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " RETURNING id";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, fingerprint);
            insert.setString(2, study.name());
            insert.setString(3, study.origin());
            insert.setLong(4, study.finishedAt());
            insert.setString(5, study.metric());
            insert.setString(6, StudyCodec.goal(study.goal()));
            insert.setString(7, study.unit());
            insert.setLong(8, study.full());
            insert.setString(9, String.join(" ", tokens));
            insert.setString(10, StudyCodec.tags(study.tags()));
            insert.setString(11, SpaceCodec.space(study.parameters()));
            insert.setString(12, study.outcome());
            insert.setString(13, StudyCodec.verdict(study.verdict()));
            insert.setInt(14, study.trials().size());
            try (ResultSet id = insert.executeQuery()) {
                id.next();
                return id.getLong(1);
            }
        }
    }

    private void insertTrials(long id, ArchivedStudy study) throws SQLException {
        String sql = "INSERT INTO trials (study, number, config, state, share, value) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (ArchivedTrial trial : study.trials()) {
                Reading last = trial.last();
                insert.setLong(1, id);
                insert.setInt(2, trial.number());
                insert.setString(3, SpaceCodec.config(study.parameters(), trial.config()));
                insert.setString(4, trial.state());
                insert.setDouble(5, last == null ? 0 : last.share());
                insert.setObject(6, last == null ? null : last.value(), Types.DOUBLE);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A curve of one point is in its trial's row. */
    private void insertCurves(long id, ArchivedStudy study) throws SQLException {
        String sql = "INSERT INTO curves (study, number, readings) VALUES (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (ArchivedTrial trial : study.trials()) {
                if (trial.curve().size() > 1) {
                    insert.setLong(1, id);
                    insert.setInt(2, trial.number());
                    insert.setString(3, StudyCodec.curve(trial.curve()));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    byte[] key() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT key FROM veil WHERE id = 1");
                ResultSet row = select.executeQuery()) {
            byte[] key = row.next() ? row.getBytes(1) : null;
            if (key == null || key.length == 0) {
                throw new Tree.Malformed("the key of its hashes is gone");
            }
            return key;
        }
    }

    /** All studies, the latest first. */
    List<Listed> list() throws SQLException {
        String sql = "SELECT id, name, origin, finished_at, metric, goal, tags, roles, outcome, trials FROM studies"
                + " ORDER BY finished_at DESC, id DESC";
        List<Listed> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.add(new Listed(
                        row.getLong(1),
                        text(row, 2),
                        text(row, 3),
                        row.getLong(4),
                        text(row, 5),
                        StudyCodec.goal(row.getString(6)),
                        StudyCodec.tags(row.getString(7)),
                        List.of(text(row, 8).split(" ")),
                        text(row, 9),
                        row.getInt(10)));
            }
        }
        return all;
    }

    List<ArchivedParameter> space(long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT space FROM studies WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? SpaceCodec.space(row.getString(1)) : List.of();
            }
        }
    }

    @Nullable
    ArchivedStudy find(long id) throws SQLException {
        String sql =
                "SELECT fingerprint, name, origin, finished_at, tags, metric, goal, unit, full_length, space, outcome,"
                        + " verdict FROM studies WHERE id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? study(row, id) : null;
            }
        }
    }

    private ArchivedStudy study(ResultSet row, long id) throws SQLException {
        List<ArchivedParameter> parameters = SpaceCodec.space(row.getString(10));
        return new ArchivedStudy(
                text(row, 1),
                text(row, 2),
                text(row, 3),
                row.getLong(4),
                StudyCodec.tags(row.getString(5)),
                text(row, 6),
                StudyCodec.goal(row.getString(7)),
                text(row, 8),
                row.getLong(9),
                parameters,
                text(row, 11),
                StudyCodec.verdict(row.getString(12)),
                trials(id, parameters));
    }

    private List<ArchivedTrial> trials(long id, List<ArchivedParameter> parameters) throws SQLException {
        String sql = "SELECT number, config, state, share, value, readings FROM trials"
                + " LEFT JOIN curves USING (study, number) WHERE study = ? ORDER BY number";
        List<ArchivedTrial> trials = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    trials.add(new ArchivedTrial(
                            row.getInt(1),
                            SpaceCodec.config(parameters, row.getString(2)),
                            text(row, 3),
                            curve(row.getString(6), row.getDouble(4), row.getDouble(5))));
                }
            }
        }
        return trials;
    }

    private static List<Reading> curve(@Nullable String readings, double share, double value) {
        if (readings != null) {
            return StudyCodec.curve(readings);
        }
        return share > 0 ? List.of(new Reading(share, value)) : List.of();
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw new Tree.Malformed("a text is missing in column " + column);
        }
        return text;
    }

    int remove(long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM studies WHERE id = ?")) {
            delete.setLong(1, id);
            return delete.executeUpdate();
        }
    }
}
