package dev.stint.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the archive below a size: of the oldest studies first the curves go, those of the best trials last, then the studies. What a
 * trial came to stays as long as its study.
 */
record Bound(long bytes, Measure measure) {

    /** How much room is in use, as {@link Dialect#used} says. */
    interface Measure {
        long used(Connection connection, long bound) throws SQLException;
    }

    /** A deletion whose parameters are all the study's id. */
    private record Step(String sql, int parameters) {}

    /** Trials of a study whose curves are worth the most. */
    private static final int BEST = 5;

    private static final String WORSE_CURVES = """
        DELETE FROM curves WHERE study = ? AND number NOT IN (
            SELECT t.number FROM trials t JOIN studies s ON s.id = t.study
            WHERE t.study = ? AND t.value IS NOT NULL
            ORDER BY t.share DESC, CASE s.goal WHEN 'maximize' THEN -t.value ELSE t.value END, t.number LIMIT %d)
        """.formatted(BEST);

    private static final List<Step> STEPS = List.of(
            new Step(WORSE_CURVES, 2),
            new Step("DELETE FROM curves WHERE study = ?", 1),
            new Step("DELETE FROM studies WHERE id = ?", 1));

    /** Makes room, but never at the price of the study just added. */
    void keep(Connection connection, long added) throws SQLException {
        if (fits(connection)) {
            return;
        }
        List<Long> oldest = oldest(connection);
        oldest.remove(added);
        for (Step step : STEPS) {
            for (long id : oldest) {
                delete(connection, step, id);
                if (fits(connection)) {
                    return;
                }
            }
        }
    }

    private boolean fits(Connection connection) throws SQLException {
        return measure.used(connection, bytes) <= bytes;
    }

    private static void delete(Connection connection, Step step, long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(step.sql())) {
            for (int i = 1; i <= step.parameters(); i++) {
                delete.setLong(i, id);
            }
            delete.executeUpdate();
        }
    }

    private static List<Long> oldest(Connection connection) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM studies ORDER BY finished_at, id")) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }
}
