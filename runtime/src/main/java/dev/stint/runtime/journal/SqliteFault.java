package dev.stint.runtime.journal;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means to whoever owns the file. */
public final class SqliteFault {

    /** Errors of the place: no permission, no space, somebody in the way. */
    private static final Set<SQLiteErrorCode> PLACE = EnumSet.of(
            SQLiteErrorCode.SQLITE_PERM,
            SQLiteErrorCode.SQLITE_AUTH,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_NOMEM,
            SQLiteErrorCode.SQLITE_PROTOCOL);

    /** The driver's message: a code, its description, and in parentheses what SQLite said. */
    private static final Pattern MESSAGE = Pattern.compile("\\[\\w+] .*?\\((.*)\\)", Pattern.DOTALL);

    private SqliteFault() {}

    /** Whether the content of the file, not the place where it lies, is at fault. */
    public static boolean corrupt(SQLException e) {
        SQLiteErrorCode exact = SQLiteErrorCode.getErrorCode(code(e));
        return exact == SQLiteErrorCode.SQLITE_IOERR_READ
                || exact == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ
                || !PLACE.contains(SQLiteErrorCode.getErrorCode(code(e) & 0xff));
    }

    static boolean readOnly(SQLException e) {
        return (code(e) & 0xff) == SQLiteErrorCode.SQLITE_READONLY.code;
    }

    /** Whether somebody else writes just now. */
    public static boolean busy(SQLException e) {
        return (code(e) & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** Whether a log beside the file was there a moment ago, and somebody moved it away. */
    public static boolean movedLog(SQLException e) {
        return SQLiteErrorCode.getErrorCode(code(e)) == SQLiteErrorCode.SQLITE_IOERR_DELETE_NOENT;
    }

    private static int code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code : e.getErrorCode();
    }

    /** What SQLite said, in its words. */
    public static String reason(SQLException e) {
        String message = String.valueOf(e.getMessage());
        Matcher match = MESSAGE.matcher(message);
        return match.matches() ? match.group(1) : message;
    }
}
