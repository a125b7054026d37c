package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.DatabaseLocation.Server;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.connection.ConnectionString;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The five parameters that say which server to use and who connects, and how they go together: an
 * address ({@code url} or {@code connectionString}, one of them), and at most one source for the
 * user's name and one for the password (the address itself, the two parameters, or the server in
 * settings.xml). Anything else is refused, because whichever of two contradicting parameters won,
 * somebody would be surprised by it on a real database.
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

  /** Who connects: the part of an address that settings.xml can hold. */
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

  /** Whether nothing is set, which is what asks for the embedded database. */
  public boolean none() {
    return set().isEmpty();
  }

  /**
   * The server that the parameters name.
   *
   * @param settings looks a server up in settings.xml by its id
   * @throws Refusal when the parameters contradict each other, or lack an address
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
                        "%s is set, but no url: set url as well, or leave all of them out to use the embedded database."
                            .formatted(set())));
    Server server = ConnectionString.parse(address.reveal()).server();

    Optional<Credentials> found = serverId.map(settings);
    String source = serverId.isPresent() ? "serverId" : "username";
    return new Server(
        server.jdbcUrl(),
        one(
            "a user's name",
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
          "The parameters %s and %s both hold %s; keep one."
              .formatted(firstName, secondName, what));
    }
    return first.or(() -> second);
  }

  private static void refuseBoth(
      String firstName, Optional<?> first, String secondName, Optional<?> second) {
    if (first.isPresent() && second.isPresent()) {
      throw new Refusal(
          "The parameters %s and %s are both set; keep one.".formatted(firstName, secondName));
    }
  }
}
