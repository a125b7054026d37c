package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn -o} with an embedded server whose programs were downloaded before. */
final class OfflineIT {
  @TempDir Path first;
  @TempDir Path second;

  @Test
  void takesTheServerFromTheLocalRepository() throws Exception {
    UserProject project =
        UserProject.named("offline").schema("entity Task {\n  title: string\n}\n");
    assertThat(project.at(first).maven("kizaki:plan kizaki:apply").exitCode()).isZero();

    // The second home directory has no unpacked programs, so the archive is needed again.
    Build build = project.at(second).offline().maven("kizaki:reset");
    assertThat(build.transcript())
        .isEqualTo(
            """
            $ kizaki:reset
            Parked the database at 0001_initial as parked_9ffd5e9c3d99.
            Applying 0001_initial...
            Done.
            BUILD SUCCESS
            """);
    assertThat(second.resolve(".kizaki/binaries")).isNotEmptyDirectory();
  }
}
