package dev.kizaki.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.DatabaseLocation.Server;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.parameter.ConnectionParameters.Credentials;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionParametersTest {
  private static final String URL = "jdbc:postgresql://localhost:5432/tasks";

  @Test
  void nothingSetAsksForTheEmbeddedDatabase() {
    assertThat(parameters(null, null, null, null, null).none()).isTrue();
    assertThat(parameters(URL, null, null, null, null).none()).isFalse();
    assertThat(parameters(null, "ann", null, null, null).none()).isFalse();
    assertThat(parameters(null, null, "secret", null, null).none()).isFalse();
    assertThat(parameters(null, null, null, "production", null).none()).isFalse();
    assertThat(parameters(null, null, null, null, URL).none()).isFalse();
  }

  @Test
  void urlAlone() {
    assertThat(server(parameters(URL, null, null, null, null))).isEqualTo(server(null, null));
  }

  @Test
  void urlWithUserAndPassword() {
    assertThat(server(parameters(URL, "ann", "secret", null, null)))
        .isEqualTo(server("ann", "secret"));
  }

  @Test
  void credentialsInTheQueryOfTheUrl() {
    assertThat(server(parameters(URL + "?user=ann&password=secret", null, null, null, null)))
        .isEqualTo(server("ann", "secret"));
  }

  @Test
  void userInTheUrlAndPasswordBesideIt() {
    assertThat(server(parameters(URL + "?user=ann", null, "secret", null, null)))
        .isEqualTo(server("ann", "secret"));
  }

  @Test
  void serverOfTheSettings() {
    assertThat(server(parameters(URL, null, null, "production", null)))
        .isEqualTo(server("settings-user", "settings-password"));
  }

  @Test
  void connectionStringWithCredentials() {
    assertThat(
            server(
                parameters(null, null, null, null, "postgres://ann:secret@localhost:5432/tasks")))
        .isEqualTo(server("ann", "secret"));
  }

  @Test
  void connectionStringWithoutCredentialsTakesThemFromTheSettings() {
    assertThat(
            server(parameters(null, null, null, "production", "postgresql://localhost:5432/tasks")))
        .isEqualTo(server("settings-user", "settings-password"));
  }

  @Test
  void urlAndConnectionString() {
    refused(
        parameters(URL, null, null, null, URL),
        "The parameters url and connectionString are both set; keep one.");
  }

  @Test
  void serverAndUsername() {
    refused(
        parameters(URL, "ann", null, "production", null),
        "The parameters serverId and username are both set; keep one.");
  }

  @Test
  void serverAndPassword() {
    refused(
        parameters(URL, null, "secret", "production", null),
        "The parameters serverId and password are both set; keep one.");
  }

  @Test
  void userInTheUrlAndBesideIt() {
    refused(
        parameters(URL + "?user=ann", "bob", null, null, null),
        "The parameters url and username both contain a user name; keep one.");
  }

  @Test
  void passwordInTheConnectionStringAndBesideIt() {
    refused(
        parameters(null, null, "other", null, "postgres://ann:secret@localhost/tasks"),
        "The parameters connectionString and password both contain a password; keep one.");
  }

  @Test
  void credentialsInTheUrlAndAServer() {
    refused(
        parameters(URL + "?user=ann&password=secret", null, null, "production", null),
        "The parameters url and serverId both contain a user name; keep one.");
  }

  @Test
  void credentialsWithoutAnAddress() {
    refused(
        parameters(null, "ann", "secret", null, null),
        "username and password are set, but no url; set url as well, or leave all of them out to"
            + " use the embedded database.");
    refused(
        parameters(null, null, null, "production", null),
        "serverId is set, but no url; set url as well, or leave it out to use the embedded"
            + " database.");
  }

  @Test
  void nothingSecretInItsText() {
    assertThat(
            parameters(URL + "?password=one", null, "two", null, "postgres://a:three@h/d")
                .toString())
        .doesNotContain("one", "two", "three");
  }

  private static void refused(ConnectionParameters parameters, String message) {
    assertThatThrownBy(() -> server(parameters)).isInstanceOf(Refusal.class).hasMessage(message);
  }

  private static Server server(ConnectionParameters parameters) {
    return parameters.server(
        id -> new Credentials("settings-user", Optional.of(new Secret("settings-password"))));
  }

  private static Server server(String username, String password) {
    return new Server(
        URL, Optional.ofNullable(username), Optional.ofNullable(password).map(Secret::new));
  }

  private static ConnectionParameters parameters(
      String url, String username, String password, String serverId, String connectionString) {
    return new ConnectionParameters(
        Optional.ofNullable(url).map(Secret::new),
        Optional.ofNullable(username),
        Optional.ofNullable(password).map(Secret::new),
        Optional.ofNullable(serverId),
        Optional.ofNullable(connectionString).map(Secret::new));
  }
}
