// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.spi.dns.DnsClient;
import dev.kist.InvalidInputException;
import dev.kist.Printable;
import dev.kist.StoreDescription;
import dev.kist.spi.StoreLocation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a MongoDB database is: a connection string that can be understood, and the names of the database and of its first
 * collection. What can be shown of it, hosts and names, is apart from what cannot.
 */
final class MongoAddress {
    private static final String TOGETHER =
            "leave one out; an authMechanism may want a user, a password or neither, and docs/operations.md says more";

    private static final String PREFIX = "mongodb://";
    private static final String SRV_PREFIX = "mongodb+srv://";
    private static final String DEFAULT_DATABASE = "kist";
    private static final String FORM = "mongodb://USER:PASSWORD@HOST:PORT/DATABASE";

    private static final Pattern HOST = Pattern.compile("(\\[[^]]+]|[^:]+)(:[0-9]+)?");

    /** Answers that a name has no records, so that parsing sends nothing. */
    private static final DnsClient NO_RECORDS = (name, type) -> List.of();

    static {
        DriverLogging.quietStart();
    }

    private final String uri;
    private final UriOptions options;
    private final @Nullable SSLContext tls;
    private final ConnectionString offline;
    private final String database;
    private final String collection;

    private MongoAddress(String uri, UriOptions options, ConnectionString offline, String database, String collection) {
        this.uri = uri;
        this.options = options;
        this.tls = options.hasFiles() ? options.files().context() : null;
        this.offline = offline;
        this.database = database;
        this.collection = collection;
    }

    /**
     * Understands a location; sends nothing.
     *
     * @throws InvalidInputException if it cannot be understood; its text shows nothing of the connection string but the
     *     name of an option
     */
    static MongoAddress parse(StoreLocation.MongoDb location) {
        requireForm(location.uri());
        UriOptions options = UriOptions.of(location.uri());
        options.requireKnown();
        String uri = options.forDriver();
        ConnectionString offline = tryToParse(uri).orElseThrow(() -> diagnose(uri));
        if (options.hasFiles() && !Boolean.TRUE.equals(offline.getSslEnabled())) {
            throw invalid("it names files for TLS and turns TLS off", "leave out tls=false");
        }
        requireDatabase(offline);
        String database = location.database() != null
                ? location.database()
                : Optional.ofNullable(offline.getDatabase()).orElse(DEFAULT_DATABASE);
        requireName("database", database, () -> MongoNamespace.checkDatabaseNameValidity(database));
        String collection = location.collection();
        requireName("collection", collection, () -> MongoNamespace.checkCollectionNameValidity(collection));
        return new MongoAddress(uri, options, offline, database, collection);
    }

    /** The connection string without what only DNS knows. */
    ConnectionString offline() {
        return offline;
    }

    /** What TLS works with; null for Java's own. */
    @Nullable
    SSLContext tls() {
        return tls;
    }

    /** Whether the connection is encrypted on its way. */
    boolean hasTls() {
        return Boolean.TRUE.equals(offline.getSslEnabled());
    }

    /** For options that the driver takes one by one, and with which no client can be made. */
    InvalidInputException unusable() {
        for (String option : options.texts()) {
            if (!isUsable(option)) {
                return invalid(
                        "its option " + optionName(option) + " cannot be used",
                        "docs/operations.md has what it may say");
            }
        }
        return invalid("its options do not go together: " + String.join(", ", options.names()), TOGETHER);
    }

    private static boolean isUsable(String option) {
        try {
            MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString("mongodb://u:p@host/?" + option, NO_RECORDS))
                    .build();
            return true;
        } catch (IllegalArgumentException | IllegalStateException | MongoException e) {
            return false;
        }
    }

    /** Whether its hosts, and some of its options, are in DNS. */
    boolean isSrv() {
        return offline.isSrvProtocol();
    }

    /** The connection string with the options that DNS adds to it. Asks DNS if {@link #isSrv()}. */
    ConnectionString resolve() {
        return isSrv() ? new ConnectionString(uri) : offline;
    }

    String database() {
        return database;
    }

    /** The name of the collection of current versions. */
    String collection() {
        return collection;
    }

    /** The hosts as the connection string names them. */
    String hosts() {
        return String.join(",", offline.getHosts());
    }

    StoreDescription description() {
        return new StoreDescription(hosts(), database + "." + collection, false);
    }

    @Override
    public String toString() {
        return description().toString();
    }

    /** Looks at what the driver would misread, or quote. */
    private static void requireForm(String uri) {
        if (!uri.startsWith(PREFIX) && !uri.startsWith(SRV_PREFIX)) {
            throw invalid("it does not begin with mongodb:// or mongodb+srv://", "write it as " + FORM);
        }
        String rest = uri.substring(uri.indexOf("://") + 3);
        int end = authorityEnd(rest);
        String authority = rest.substring(0, end);
        // A password with a slash or a question mark in it would end the authority early, and pass for a host.
        if (rest.indexOf('@', end) >= 0 || authority.indexOf('@') != authority.lastIndexOf('@')) {
            throw invalid(
                    "it has an @ where none can be",
                    "in a user name or password write @ as %40, : as %3A, / as %2F, ? as %3F, % as %25; so too in options");
        }
        if (!areHosts(authority.substring(authority.indexOf('@') + 1))) {
            throw notHosts(uri);
        }
        if (hasPlaceholder(authority)) {
            throw invalid(
                    "a value has to be filled in where it has < and >",
                    "put your own value in its place, without < and >; in a user name or password write < as %3C");
        }
        if (!uri.chars().allMatch(c -> c > ' ' && c != 0x7f)) {
            throw invalid("it has white space or a control character in it", "write a space as %20");
        }
    }

    /** The driver passes over a host that is empty, and connects where a port alone would be. */
    private static boolean areHosts(String hosts) {
        return Arrays.stream(hosts.split(",", -1))
                .allMatch(host -> HOST.matcher(host).matches());
    }

    private static InvalidInputException notHosts(String uri) {
        return invalid(
                "its hosts cannot be understood",
                uri.startsWith(SRV_PREFIX)
                        ? "behind mongodb+srv:// stands one host name, without a port"
                        : "write it as " + FORM);
    }

    /** Whether a user name, password or host is as MongoDB's own pages show it: {@code shop:<db_password>@HOST}. */
    private static boolean hasPlaceholder(String authority) {
        if (authority.indexOf('<') < 0) {
            return false;
        }
        for (String part : authority.split("[:@,]")) {
            if (part.startsWith("<") && part.endsWith(">")) {
                return true;
            }
        }
        return false;
    }

    private static int authorityEnd(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if (rest.charAt(i) == '/' || rest.charAt(i) == '?') {
                return i;
            }
        }
        return rest.length();
    }

    // The driver's own messages may quote what they complain of, so they are not passed on.
    private static Optional<ConnectionString> tryToParse(String uri) {
        try {
            return Optional.of(new ConnectionString(uri, NO_RECORDS));
        } catch (IllegalArgumentException | MongoException e) {
            return Optional.empty();
        }
    }

    /** Finds the part that cannot be understood, by trying the parts one by one. */
    private static InvalidInputException diagnose(String uri) {
        String prefix = uri.substring(0, uri.indexOf("://") + 3);
        String rest = uri.substring(prefix.length());
        String authority = rest.substring(0, authorityEnd(rest));
        String hosts = authority.substring(authority.indexOf('@') + 1);
        if (tryToParse(prefix + hosts).isEmpty()) {
            return notHosts(uri);
        }
        if (tryToParse(prefix + authority).isEmpty()) {
            return invalid(
                    "its user name or password cannot be understood",
                    "in a user name or password write @ as %40, : as %3A, / as %2F, ? as %3F, % as %25");
        }
        int query = uri.indexOf('?');
        if (tryToParse(query < 0 ? uri : uri.substring(0, query)).isEmpty()) {
            return invalid("its database cannot be understood", "write it as " + FORM);
        }
        for (String option : uri.substring(query + 1).split("[&;]", -1)) {
            if (tryToParse(prefix + "user:password@" + hosts + "/?" + option).isEmpty()) {
                return invalid(
                        "its option " + optionName(option) + " cannot be understood",
                        "docs/operations.md has what it may say");
            }
        }
        return invalid(
                "its options do not go together: "
                        + String.join(", ", UriOptions.of(uri).names()),
                TOGETHER);
    }

    /** A forgotten ? would make a name of the options, and leave the connection as it is without them. */
    private static void requireDatabase(ConnectionString parsed) {
        String name = parsed.getDatabase();
        if (name != null && (name.contains("=") || name.contains("&"))) {
            throw invalid("its database has = or & in its name", "options begin with ?: " + FORM + "?tls=true");
        }
    }

    private static String optionName(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? "without =" : Printable.quote(option.substring(0, equals));
    }

    private static void requireName(String what, String name, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "MongoDB cannot have a " + what + " named " + Printable.quote(name),
                    "use letters, digits, - and _");
        }
    }

    static InvalidInputException invalid(String why, @Nullable String hint) {
        return new InvalidInputException("the MongoDB connection string cannot be used: " + why, hint);
    }
}
