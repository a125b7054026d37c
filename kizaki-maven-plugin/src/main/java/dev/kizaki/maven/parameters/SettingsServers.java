package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.parameter.ConnectionParameters.Credentials;
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
 * The servers in settings.xml, with their passwords decrypted. Maven 4 decrypts them before a goal
 * runs; decrypting a plain password again does not change it.
 */
public final class SettingsServers {
  private final Settings settings;
  private final SettingsDecrypter decrypter;

  public SettingsServers(Settings settings, SettingsDecrypter decrypter) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.decrypter = Objects.requireNonNull(decrypter, "decrypter");
  }

  /**
   * The user name and the password of a server.
   *
   * @throws Refusal when there is no such server, it has no user name, or its password cannot be
   *     decrypted
   */
  public Credentials credentials(String serverId) {
    Server server = settings.getServer(serverId);
    if (server == null) {
      throw new Refusal(
          RefusalCode.SERVER_UNKNOWN,
          "The parameter serverId is \"%s\", but settings.xml has no server with that id; add one, or correct serverId."
              .formatted(serverId));
    }
    refusePlaceholder(server);
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
    // Without a master password, Maven 3 returns the encrypted text and an error. Maven 4 decrypts
    // the older form of encryption and adds a warning.
    List<SettingsProblem> errors =
        result.getProblems().stream()
            .filter(problem -> problem.getSeverity() != SettingsProblem.Severity.WARNING)
            .toList();
    if (!errors.isEmpty()) {
      throw new Refusal(
          RefusalCode.SERVER_PASSWORD,
          "The password of the server \"%s\" in settings.xml cannot be decrypted (%s); add the master password to settings-security.xml, or encrypt the password again."
              .formatted(
                  serverId,
                  errors.stream()
                      .map(SettingsProblem::getMessage)
                      .collect(Collectors.joining("; "))));
    }
    Server decrypted = result.getServer();
    if (decrypted.getUsername() == null || decrypted.getUsername().isBlank()) {
      throw new Refusal(
          RefusalCode.SERVER_USERNAME,
          "The server \"%s\" in settings.xml has no username; add it.".formatted(serverId));
    }
    return new Credentials(
        decrypted.getUsername(), Optional.ofNullable(decrypted.getPassword()).map(Secret::new));
  }

  /**
   * Refuses a password that is a placeholder. This check comes before decrypting, because the
   * braces of a placeholder look like those of an encrypted password.
   */
  private static void refusePlaceholder(Server server) {
    String password = server.getPassword();
    if (password != null && password.matches("\\$\\{[^}]*}")) {
      throw new Refusal(
          RefusalCode.PROPERTY_UNDEFINED,
          "The password of the server \"%s\" in settings.xml is %s, which is not defined; define this property or variable."
              .formatted(server.getId(), password));
    }
  }
}
