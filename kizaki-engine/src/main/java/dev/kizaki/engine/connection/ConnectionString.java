package dev.kizaki.engine.connection;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.text.DisplayedValue;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;

/**
 * A parsed connection string: {@code jdbc:postgresql://…} as the JDBC driver reads it, or {@code
 * postgresql://…} and {@code postgres://…} as libpq reads it (PostgreSQL documentation, section
 * 34.1.1.2). Credentials are kept apart, so that the rest can be printed. A message about a
 * malformed string does not quote any part of it, because an unescaped {@code @} or {@code /} can
 * put parts of the password into the host or the port.
 *
 * @param hosts host and port of each server, comma-separated, as the JDBC driver reads them
 * @param database the database's name
 * @param parameters the parameters after the question mark, with the JDBC driver's names, without
 *     credentials and without parameters that the driver does not know
 */
public record ConnectionString(
    String hosts,
    String database,
    Map<String, String> parameters,
    Optional<String> username,
    Optional<Secret> password) {

  private static final String JDBC = "jdbc:postgresql:";
  private static final String EXAMPLE = "jdbc:postgresql://host:5432/database";
  private static final String ENCODE =
      "write it as postgresql://user:password@host:5432/database and percent-encode special"
          + " characters of the password (@ is %40, : is %3A, / is %2F)";

  public ConnectionString {
    Objects.requireNonNull(hosts, "hosts");
    Objects.requireNonNull(database, "database");
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(password, "password");
  }

  /**
   * Reads a connection string.
   *
   * @throws Refusal when it is empty, contains an unresolved placeholder, does not name a
   *     PostgreSQL database, or is malformed
   */
  public static ConnectionString parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw new Refusal(
          RefusalCode.CONNECTION_STRING, "The connection string is empty; write " + EXAMPLE + ".");
    }
    if (stripped.contains("${")) {
      throw new Refusal(
          RefusalCode.CONNECTION_PLACEHOLDER,
          """
          The connection string contains an unresolved ${…}; set the property or environment \
          variable that it names.\
          """);
    }
    String lower = stripped.toLowerCase(Locale.ROOT);
    if (lower.startsWith(JDBC)) {
      String rest = stripped.substring(JDBC.length());
      return read(
          rest.startsWith("//") ? rest.substring(2) : "/" + rest.replaceFirst("^/", ""), true);
    }
    for (String scheme : new String[] {"postgresql://", "postgres://"}) {
      if (lower.startsWith(scheme)) {
        return read(stripped.substring(scheme.length()), false);
      }
    }
    throw notPostgres(lower);
  }

  private static Refusal notPostgres(String lower) {
    String scheme = lower.replaceFirst("(?s)^(jdbc:[a-z0-9]+:|[a-z][a-z0-9+.-]*://).*", "$1");
    return scheme.equals(lower)
        ? new Refusal(
            RefusalCode.CONNECTION_STRING,
            """
            The connection string does not start with jdbc:postgresql://, postgresql:// or \
            postgres://; write %s.\
            """
                .formatted(EXAMPLE))
        : new Refusal(
            RefusalCode.NOT_POSTGRESQL,
            """
            The connection string starts with %s, but kizaki works with PostgreSQL only; write %s.\
            """
                .formatted(scheme, EXAMPLE));
  }

  private static ConnectionString read(String rest, boolean jdbc) {
    int question = rest.indexOf('?');
    String place = question < 0 ? rest : rest.substring(0, question);
    Map<String, String> parameters =
        question < 0 ? new LinkedHashMap<>() : parameters(rest.substring(question + 1), jdbc);
    int slash = place.indexOf('/');
    String authority = slash < 0 ? place : place.substring(0, slash);
    String path = slash < 0 ? "" : place.substring(slash + 1);
    if (path.contains("@") || path.contains("/")) {
      throw new Refusal(
          RefusalCode.CONNECTION_STRING,
          "The connection string's database name contains an @ or a /; %s.".formatted(ENCODE));
    }

    int at = authority.lastIndexOf('@');
    Credentials credentials = Credentials.of(at < 0 ? "" : authority.substring(0, at));
    Credentials named = Credentials.takeFrom(parameters);
    String hosts = ServerAddress.hosts(authority.substring(at + 1), parameters, jdbc, ENCODE);
    String database = jdbc ? decoded(path, true) : libpqDatabase(path, parameters);
    if (database.isEmpty()) {
      throw new Refusal(
          RefusalCode.CONNECTION_STRING,
          "The connection string names no database; write " + EXAMPLE + ".");
    }
    return new ConnectionString(
        hosts,
        database,
        known(jdbc ? parameters : LibpqParameters.toJdbc(parameters)),
        named.username().or(credentials::username),
        named.password().or(credentials::password));
  }

  private static String libpqDatabase(String path, Map<String, String> parameters) {
    String named = parameters.remove("dbname");
    return named == null ? decoded(path, false) : named;
  }

  /**
   * Removes the parameters that the driver does not know. The driver ignores them anyway, and a
   * misspelt {@code password} must not remain in a text that is printed.
   */
  private static Map<String, String> known(Map<String, String> parameters) {
    Map<String, String> known = new LinkedHashMap<>(parameters);
    known.keySet().removeIf(name -> PGProperty.forName(name) == null);
    if (known.containsKey(PGProperty.SSL_PASSWORD.getName())) {
      throw new Refusal(
          RefusalCode.SSL_PASSWORD,
          """
          The connection string contains sslpassword, which cannot be removed from printed \
          messages; use a key file without a passphrase.\
          """);
    }
    return known;
  }

  private static Map<String, String> parameters(String query, boolean jdbc) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        parameters.put(decoded(name, jdbc), decoded(value, jdbc));
      }
    }
    return parameters;
  }

  /** Percent-decodes. The JDBC driver also reads {@code +} as a space; libpq does not. */
  static String decoded(String text, boolean plusIsSpace) {
    String decoded;
    try {
      decoded =
          URLDecoder.decode(plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // The exception is not the cause, because its text contains a part of the string.
      throw new Refusal(
          RefusalCode.CONNECTION_STRING,
          "The connection string contains a %% that starts no escape; %s.".formatted(ENCODE));
    }
    if (decoded.indexOf('\0') >= 0) {
      throw new Refusal(
          RefusalCode.CONNECTION_STRING,
          """
          The connection string contains %00, a character that PostgreSQL cannot store; \
          correct it.\
          """);
    }
    return decoded;
  }

  /** The JDBC URL without credentials, so that it can be printed. */
  public String jdbcUrl() {
    String query =
        parameters.entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return bareUrl() + (query.isEmpty() ? "" : "?" + query);
  }

  /** {@link #jdbcUrl} without parameters. */
  public String bareUrl() {
    return JDBC + "//" + hosts + "/" + encoded(database);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The server with its credentials, as a part of a request. */
  public DatabaseLocation.Server server() {
    return new DatabaseLocation.Server(jdbcUrl(), username, password);
  }

  /** The location of the database for messages: {@code host:port/database}. */
  public String address() {
    return ServerAddress.withPorts(hosts) + "/" + DisplayedValue.name(database);
  }

  /** User name and password, from the part before the {@code @} or from parameters. */
  private record Credentials(Optional<String> username, Optional<Secret> password) {
    static Credentials of(String userinfo) {
      int colon = userinfo.indexOf(':');
      String user = colon < 0 ? userinfo : userinfo.substring(0, colon);
      return new Credentials(
          user.isEmpty() ? Optional.empty() : Optional.of(decoded(user, false)),
          colon < 0
              ? Optional.empty()
              : Optional.of(new Secret(decoded(userinfo.substring(colon + 1), false))));
    }

    static Credentials takeFrom(Map<String, String> parameters) {
      return new Credentials(
          take(parameters, "user"), take(parameters, "password").map(Secret::new));
    }

    private static Optional<String> take(Map<String, String> parameters, String name) {
      Optional<String> value =
          parameters.entrySet().stream()
              .filter(each -> each.getKey().equalsIgnoreCase(name))
              .map(Map.Entry::getValue)
              .findFirst();
      parameters.keySet().removeIf(name::equalsIgnoreCase);
      return value;
    }
  }
}
