package dev.stint.archive;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database of PostgreSQL that holds an archive.
 *
 * @param hosts one or more, each with its port where that is not 5432, with commas between
 * @param database as the address has it
 * @param user null for the driver's default, which is the name of the account
 * @param password null where the driver is to look into its password file
 * @param options of the driver, by its names
 */
public record Server(
        String hosts,
        String database,
        @Nullable String user,
        @Nullable String password,
        SequencedMap<String, String> options)
        implements Place {

    private static final String EXPECTED = "expected postgresql://USER@HOST:5432/DATABASE; in a user or a password,"
            + " write %40 for @, %2F for /, %3F for ?, %25 for %";

    private static final Pattern SCHEME =
            Pattern.compile("(?:jdbc:)?(postgres|postgresql)://", Pattern.CASE_INSENSITIVE);
    private static final String HOST = "(?:\\[[^\\]]+]|[^\\s@/?#:,\\[\\]]+)(?::[0-9]+)?";
    private static final Pattern REST =
            Pattern.compile("(?:([^/?#]*)@)?(" + HOST + "(?:," + HOST + ")*)/([^\\s@/?#]+)(?:\\?([^#]*))?");

    public Server {
        options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
    }

    /**
     * The server of an address, in the form of the database's own programs or of its driver.
     *
     * @param outside the password where the address has none; null if there is none either
     * @throws ArchiveUnusable if it is no such address; the message does not repeat it, since a password may stand anywhere in it
     */
    static Server of(String address, @Nullable String outside) {
        Matcher scheme = SCHEME.matcher(address);
        Matcher rest = REST.matcher(scheme.lookingAt() ? address.substring(scheme.end()) : "");
        if (!rest.matches()) {
            throw unreadable();
        }
        SequencedMap<String, String> options = options(rest.group(4));
        String[] named = rest.group(1) == null ? new String[0] : rest.group(1).split(":", 2);
        String user = named.length > 0 ? decoded(named[0]) : null;
        String password = named.length > 1 ? decoded(named[1]) : null;
        String otherUser = options.remove("user");
        String otherPassword = options.remove("password");
        return new Server(
                rest.group(2),
                rest.group(3),
                user == null || user.isEmpty() ? otherUser : user,
                first(password, otherPassword, outside),
                options);
    }

    private static @Nullable String first(@Nullable String... passwords) {
        for (String each : passwords) {
            if (each != null && !each.isEmpty()) {
                return each;
            }
        }
        return null;
    }

    private static SequencedMap<String, String> options(@Nullable String query) {
        SequencedMap<String, String> options = new LinkedHashMap<>();
        for (String each : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw unreadable();
            }
            options.put(decoded(each.substring(0, equals)), decoded(each.substring(equals + 1)));
        }
        return options;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static ArchiveUnusable unreadable() {
        return new ArchiveUnusable("named by " + Location.VARIABLE, "its address cannot be read; " + EXPECTED, null);
    }

    /** The properties that the driver wants, its own defaults left to it. */
    Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>(options);
        if (user != null) {
            all.put("user", user);
        }
        if (password != null) {
            all.put("password", password);
        }
        return all;
    }

    /** The address without password and options. */
    @Override
    public String toString() {
        return "postgresql://" + (user == null ? "" : user + "@") + hosts + "/" + database;
    }
}
