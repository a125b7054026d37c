package dev.kizaki.maven.parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.cipher.PlexusCipherException;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/**
 * A settings.xml with one server, and Maven's own decrypter.
 *
 * @param security the path of settings-security.xml, which does not exist at first
 */
record EncryptedSettings(DefaultPlexusCipher cipher, Path security) {
  private static final String MASTER = "master";

  static EncryptedSettings in(Path directory) {
    return new EncryptedSettings(
        new DefaultPlexusCipher(), directory.resolve("settings-security.xml"));
  }

  /** A password as {@code mvn --encrypt-password} prints it. */
  String encrypted(String password) throws PlexusCipherException {
    return cipher.encryptAndDecorate(password, MASTER);
  }

  /** Writes settings-security.xml. */
  void addMasterPassword() throws PlexusCipherException, IOException {
    Files.writeString(
        security,
        "<settingsSecurity><master>%s</master></settingsSecurity>"
            .formatted(cipher.encryptAndDecorate(MASTER, "settings.security")));
  }

  SettingsServers servers(String id, String username, String password) {
    Server server = new Server();
    server.setId(id);
    server.setUsername(username);
    server.setPassword(password);
    Settings settings = new Settings();
    settings.addServer(server);
    return new SettingsServers(
        settings,
        new DefaultSettingsDecrypter(
            new DefaultSecDispatcher(cipher, Map.of(), security.toString())));
  }
}
