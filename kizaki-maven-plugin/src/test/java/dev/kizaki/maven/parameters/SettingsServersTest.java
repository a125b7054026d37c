package dev.kizaki.maven.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.parameter.ConnectionParameters.Credentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sonatype.plexus.components.cipher.PlexusCipherException;

/** Servers of settings.xml, decrypted by Maven's own decrypter. */
class SettingsServersTest {
  @TempDir private Path directory;

  private EncryptedSettings settings;

  @BeforeEach
  void nameTheSecurityFile() {
    settings = EncryptedSettings.in(directory);
  }

  @Test
  void plainServerOfTheSettings() {
    assertThat(servers("production", "ann", "secret").credentials("production"))
        .isEqualTo(new Credentials("ann", Optional.of(new Secret("secret"))));
  }

  @Test
  void unknownServerIsNamed() {
    SettingsServers servers = servers("production", "ann", "secret");
    assertThatThrownBy(() -> servers.credentials("prodution"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The parameter serverId is \"prodution\", but settings.xml has no server with that id;"
                + " add one, or correct serverId.");
  }

  @Test
  void serverWithoutUserIsRefused() {
    SettingsServers servers = servers("production", null, "secret");
    assertThatThrownBy(() -> servers.credentials("production"))
        .isInstanceOf(Refusal.class)
        .hasMessage("The server \"production\" in settings.xml has no username; add it.");
  }

  @Test
  void passwordThatNothingDefinesIsRefused() {
    SettingsServers servers = servers("production", "ann", "${env.NO_SUCH_PASSWORD}");
    assertThatThrownBy(() -> servers.credentials("production"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The password of the server \"production\" in settings.xml is ${env.NO_SUCH_PASSWORD},"
                + " which is not defined; define this property or variable.");
  }

  @Test
  void encryptedPasswordIsDecrypted() throws PlexusCipherException, IOException {
    settings.addMasterPassword();
    String encrypted = settings.encrypted("secret");
    assertThat(servers("production", "ann", encrypted).credentials("production"))
        .isEqualTo(new Credentials("ann", Optional.of(new Secret("secret"))));
  }

  @Test
  void passwordThatCannotBeDecryptedIsRefused() throws PlexusCipherException {
    String encrypted = settings.encrypted("secret");
    SettingsServers servers = servers("production", "ann", encrypted);
    assertThatThrownBy(() -> servers.credentials("production"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            "The password of the server \"production\" in settings.xml cannot be decrypted (")
        .hasMessageEndingWith(
            "); add the master password to settings-security.xml, or encrypt the password again.")
        .hasMessageNotContaining(encrypted);
  }

  private SettingsServers servers(String id, String username, String password) {
    return settings.servers(id, username, password);
  }
}
