package io.speecheq.sinks.postgres;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Which database, as whom. User and password are those of the address, or else of {@code PGUSER} and {@code PGPASSWORD}, or of {@code ~/.pgpass}.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without user and password
 * @param properties of the driver's connections: user and password among them
 */
public record PostgresAddress(String url, Map<String, String> properties) implements Serializable {

    /** Not in an address, which ends up in logs. */
    private static final Set<String> SECRETS = Set.of(PGProperty.USER.getName(), PGProperty.PASSWORD.getName());

    private static final Map<String, String> PATIENCE = Map.of(
            PGProperty.CONNECT_TIMEOUT.getName(), "10",
            PGProperty.LOGIN_TIMEOUT.getName(), "15",
            PGProperty.SOCKET_TIMEOUT.getName(), "120",
            PGProperty.TCP_KEEP_ALIVE.getName(), "true",
            PGProperty.APPLICATION_NAME.getName(), "speecheq");

    public PostgresAddress {
        properties = Map.copyOf(properties);
    }

    /**
     * The address of a text.
     *
     * @param environment where user and password may be named, as for PostgreSQL's own tools
     * @throws IllegalArgumentException in one line, which says what an address looks like
     */
    public static PostgresAddress parse(String text, Map<String, String> environment) {
        // With them from the start: the driver asks ~/.pgpass for the password of that user, and not where there is
        // one.
        Properties named = new Properties();
        putFrom(environment, "PGUSER", PGProperty.USER, named);
        putFrom(environment, "PGPASSWORD", PGProperty.PASSWORD, named);
        Properties parsed = text.startsWith("jdbc:postgresql:") ? Driver.parseURL(text, named) : null;
        if (parsed == null) {
            throw new IllegalArgumentException("'" + withoutQuery(text)
                    + "' is no address of PostgreSQL; write jdbc:postgresql://host:5432/database");
        }
        Map<String, String> properties = new TreeMap<>(PATIENCE);
        // What the address does not say has defaults, which stay the driver's own.
        parsed.keySet().stream()
                .map(Object::toString)
                .filter(name -> !name.startsWith("PG"))
                .forEach(name -> properties.put(name, parsed.getProperty(name)));
        named.stringPropertyNames().forEach(name -> properties.putIfAbsent(name, named.getProperty(name)));
        return new PostgresAddress(withoutQuery(text), properties);
    }

    /** An empty variable is none, as for psql: a driver that has a password, if an empty one, asks no file for it. */
    private static void putFrom(
            Map<String, String> environment, String variable, PGProperty property, Properties properties) {
        String value = environment.get(variable);
        if (value != null && !value.isEmpty()) {
            properties.setProperty(property.getName(), value);
        }
    }

    private static String withoutQuery(String text) {
        return text.contains("?") ? text.substring(0, text.indexOf('?')) : text;
    }

    /** Connections like those of {@link #open}. */
    DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(properties.entrySet().stream()
                .filter(property -> !SECRETS.contains(property.getKey()))
                .map(property ->
                        property.getKey() + "=" + URLEncoder.encode(property.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("&", url + "?", "")));
        Optional.ofNullable(properties.get(PGProperty.USER.getName())).ifPresent(source::setUser);
        Optional.ofNullable(properties.get(PGProperty.PASSWORD.getName())).ifPresent(source::setPassword);
        return source;
    }

    /** A connection of its own, for the caller to close. */
    public Connection open() throws SQLException {
        Properties driver = driver();
        return Objects.requireNonNull(new Driver().connect(url, driver), "the driver does not know its own address");
    }

    private Properties driver() {
        Properties driver = new Properties();
        driver.putAll(properties);
        return driver;
    }

    /** For people: without user and password. */
    @Override
    public String toString() {
        return url.substring("jdbc:".length());
    }
}
