package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.maven.parameters.ConnectionParameters.Credentials;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * The servers in settings.xml, with their passwords decrypted. Maven 4 has decrypted them before a
 * goal runs; decrypting a plain password again leaves it as it is.
 */
public final class SettingsServers {
  private final Settings settings;
  private final SettingsDecrypter decrypter;

  public SettingsServers(Settings settings, SettingsDecrypter decrypter) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.decrypter = Objects.requireNonNull(decrypter, "decrypter");
  }

  /**
   * Who connects to a server.
   *
   * @throws Refusal when there is no such server, it has no user, or its password cannot be
   *     decrypted
   */
  public Credentials credentials(String serverId) {
    Server server = settings.getServer(serverId);
    if (server == null) {
      throw new Refusal(
          "The parameter serverId is \"%s\", but settings.xml has no server with that id; add one, or correct serverId."
              .formatted(serverId));
    }
    refusePlaceholder(server);
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
    // Maven 3 without a master password answers with the encrypted text and an error; Maven 4 warns
    // about the older form of encryption and decrypts it all the same.
    List<SettingsProblem> errors =
        result.getProblems().stream()
            .filter(problem -> problem.getSeverity() != SettingsProblem.Severity.WARNING)
            .toList();
    if (!errors.isEmpty()) {
      throw new Refusal(
          "The password of the server \"%s\" in settings.xml cannot be decrypted (%s); put the master password into settings-security.xml, or encrypt the password again."
              .formatted(
                  serverId,
                  errors.stream()
                      .map(SettingsProblem::getMessage)
                      .collect(Collectors.joining("; "))));
    }
    Server decrypted = result.getServer();
    if (decrypted.getUsername() == null || decrypted.getUsername().isBlank()) {
      throw new Refusal(
          "The server \"%s\" in settings.xml has no username; add one.".formatted(serverId));
    }
    return new Credentials(
        decrypted.getUsername(), Optional.ofNullable(decrypted.getPassword()).map(Secret::new));
  }

  /** Its braces look like an encrypted password's, so it is looked for before decrypting. */
  private static void refusePlaceholder(Server server) {
    String password = server.getPassword();
    if (password != null && password.matches("\\$\\{[^}]*}")) {
      throw new Refusal(
          "The password of the server \"%s\" in settings.xml is %s, which nothing defines; define it."
              .formatted(server.getId(), password));
    }
  }
}
