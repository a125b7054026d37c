package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An older release is deployed again after a newer one. */
final class OlderReleaseIT {
  @Test
  void isRefusedUnlessAheadIsAccepted() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase();
        Connection connection = database.connect()) {
      UserProject project =
          UserProject.named("older-release")
              .using(database)
              .schema("entity Task {\n  title: string\n}\n");
      project.maven("kizaki:plan kizaki:apply");
      project.schema("entity Task {\n  title: string\n  points: int?\n}\n");
      project.maven("kizaki:plan kizaki:apply");
      List<String> newer = DatabaseText.of(connection);

      project.schema("entity Task {\n  title: string\n}\n");
      Path directory = project.directory().resolve("migrations/0002_add_points");
      Files.delete(directory.resolve("plan.migration"));
      Files.delete(directory.resolve("snapshot.json"));
      Files.delete(directory);

      Build refused = project.maven("kizaki:apply");
      assertThat(refused.exitCode()).isOne();
      assertThat(refused.transcript())
          .contains(
              "The database is ahead of the migrations directory: 0002_add_points is applied",
              "set -Dkizaki.ahead=accept: then apply succeeds and does nothing.");

      Build accepted = project.maven("kizaki:apply -Dkizaki.ahead=accept");
      assertThat(accepted.transcript())
          .isEqualTo(
              """
              $ kizaki:apply
              [WARNING] The database is ahead of the migrations directory and stays as it is (ahead \
              is accept): 0002_add_points.
              Nothing to apply.
              BUILD SUCCESS
              """);
      assertThat(DatabaseText.of(connection)).isEqualTo(newer);

      assertThat(project.maven("kizaki:apply -Dkizaki.ahead=yes").transcript())
          .contains("The parameter ahead has an unknown word, \"yes\"");
    }
  }
}
