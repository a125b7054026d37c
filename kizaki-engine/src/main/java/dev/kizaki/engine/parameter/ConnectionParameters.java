package dev.kizaki.engine.parameter;

import dev.kizaki.engine.api.DatabaseLocation.Server;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.connection.ConnectionString;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The five connection parameters and the rules for their combination. An address is required:
 * either {@code url} or {@code connectionString}. At most one source may give the user name, and at
 * most one the password: the address itself, {@code username} and {@code password}, or the server
 * in settings.xml. All other combinations are refused, because if one of two contradicting
 * parameters won, a goal could change the wrong database.
 */
public record ConnectionParameters(
    Optional<Secret> url,
    Optional<String> username,
    Optional<Secret> password,
    Optional<String> serverId,
    Optional<Secret> connectionString) {

  public ConnectionParameters {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(serverId, "serverId");
    Objects.requireNonNull(connectionString, "connectionString");
  }

  /** User name and password: the part of a connection that settings.xml can contain. */
  public record Credentials(String username, Optional<Secret> password) {
    public Credentials {
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(password, "password");
    }
  }

  /** The names of the parameters that are set, such as {@code url and serverId}. */
  public String set() {
    return Stream.of(
            url.map(value -> "url"),
            username.map(value -> "username"),
            password.map(value -> "password"),
            serverId.map(value -> "serverId"),
            connectionString.map(value -> "connectionString"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" and "));
  }

  /** Whether no parameter is set, which means that the embedded database is used. */
  public boolean none() {
    return set().isEmpty();
  }

  /**
   * The server that the parameters name.
   *
   * @param settings finds a server in settings.xml by its id
   * @throws Refusal when the parameters contradict each other, or there is no address
   */
  public Server server(Function<String, Credentials> settings) {
    refuseBoth("url", url, "connectionString", connectionString);
    refuseBoth("serverId", serverId, "username", username);
    refuseBoth("serverId", serverId, "password", password);
    String addressParameter = url.isPresent() ? "url" : "connectionString";
    Secret address =
        url.or(() -> connectionString)
            .orElseThrow(
                () ->
                    new Refusal(
                        RefusalCode.ADDRESS_MISSING,
                        (set().contains(" and ")
                                ? "%s are set, but no url; set url as well, or leave all of them"
                                    + " out to use the embedded database."
                                : "%s is set, but no url; set url as well, or leave it out to use"
                                    + " the embedded database.")
                            .formatted(set())));
    Server server = ConnectionString.parse(address.reveal()).server();

    Optional<Credentials> found = serverId.map(settings);
    String source = serverId.isPresent() ? "serverId" : "username";
    return new Server(
        server.jdbcUrl(),
        one(
            "a user name",
            addressParameter,
            server.username(),
            source,
            username.or(() -> found.map(Credentials::username))),
        one(
            "a password",
            addressParameter,
            server.password(),
            serverId.isPresent() ? "serverId" : "password",
            password.or(() -> found.flatMap(Credentials::password))));
  }

  private static <T> Optional<T> one(
      String what, String firstName, Optional<T> first, String secondName, Optional<T> second) {
    if (first.isPresent() && second.isPresent()) {
      throw new Refusal(
          RefusalCode.PARAMETERS_CONTRADICT,
          "The parameters %s and %s both contain %s; keep one."
              .formatted(firstName, secondName, what));
    }
    return first.or(() -> second);
  }

  private static void refuseBoth(
      String firstName, Optional<?> first, String secondName, Optional<?> second) {
    if (first.isPresent() && second.isPresent()) {
      throw new Refusal(
          RefusalCode.PARAMETERS_CONTRADICT,
          "The parameters %s and %s are both set; keep one.".formatted(firstName, secondName));
    }
  }
}
