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
record Bound(long bytes) {

    /** Trials of a study whose curves are worth the most. */
    private static final int BEST = 5;

    private static final String WORSE_CURVES = """
        DELETE FROM curves WHERE study = ?1 AND number NOT IN (
            SELECT t.number FROM trials t JOIN studies s ON s.id = t.study
            WHERE t.study = ?1 AND t.value IS NOT NULL
            ORDER BY t.share DESC, CASE s.goal WHEN 'maximize' THEN -t.value ELSE t.value END LIMIT %d)
        """.formatted(BEST);

    private static final List<String> STEPS =
            List.of(WORSE_CURVES, "DELETE FROM curves WHERE study = ?1", "DELETE FROM studies WHERE id = ?1");

    /** Makes room, but never at the price of the study just added. */
    void keep(Connection connection, long added) throws SQLException {
        if (used(connection) <= bytes) {
            return;
        }
        List<Long> oldest = oldest(connection);
        oldest.remove(added);
        for (String step : STEPS) {
            for (long id : oldest) {
                delete(connection, step, id);
                if (used(connection) <= bytes) {
                    return;
                }
            }
        }
    }

    private static void delete(Connection connection, String step, long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(step)) {
            delete.setLong(1, id);
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

    /** Bytes of the pages in use; SQLite keeps freed ones for what comes next. */
    static long used(Connection connection) throws SQLException {
        long pages = (long) Store.pragma(connection, "page_count") - Store.pragma(connection, "freelist_count");
        return pages * Store.pragma(connection, "page_size");
    }
}
