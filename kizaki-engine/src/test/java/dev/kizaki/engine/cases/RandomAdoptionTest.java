package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AdoptRequest;
import dev.kizaki.engine.api.AdoptResult;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database that a plan made from a random schema is adopted by another project, which has nothing
 * to plan then, and whose own first migration makes an equal database.
 */
@FullRun
class RandomAdoptionTest {
  private static final Reporter SILENT =
      new Reporter() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}
      };

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anAdoptedDatabaseLeavesNothingToPlan(long seed) throws Exception {
    String schema = new RandomSchema(new Random(seed)).text();
    Kizaki kizaki = new Kizaki(SILENT);
    try (TestDatabase original = PostgresServers.version(18).freshDatabase();
        TestDatabase fresh = PostgresServers.version(18).freshDatabase()) {
      Project first = project("first");
      Files.createDirectories(first.schemaDirectory());
      Files.writeString(first.schemaDirectory().resolve("schema.inspire"), schema);
      plan(kizaki, first, original);
      kizaki.apply(new ApplyRequest(first, database(original), Optional.empty()));
      try (Connection connection = original.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("drop table __kizaki_migration");
      }
      List<String> expected = dump(original);
      Project second = project("second");
      AdoptResult adopted =
          kizaki.adopt(
              new AdoptRequest(
                  second,
                  database(original),
                  false,
                  (artifact, version) ->
                      TestBinaries.folder().resolve(artifact + "-" + version + ".jar")));
      assertThat(adopted.unmanaged()).as(schema).isEmpty();
      assertThat(plan(kizaki, second, original).outcome())
          .as(schema)
          .isEqualTo(PlanResult.Outcome.NO_CHANGES);
      kizaki.apply(new ApplyRequest(second, database(fresh), Optional.empty()));
      assertThat(dump(fresh).stream().filter(line -> !line.contains("__kizaki_migration")).toList())
          .as(schema)
          .isEqualTo(expected);
    }
  }

  private Project project(String name) throws Exception {
    Path root = Files.createDirectory(temporary.resolve(name));
    return new Project(
        root,
        root.resolve("schema"),
        root.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }

  private static PlanResult plan(Kizaki kizaki, Project project, TestDatabase database) {
    return kizaki.plan(
        TestRequests.plan(
            project,
            database(database),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty()));
  }

  private static DatabaseSettings database(TestDatabase database) {
    return TestRequests.database(
        new DatabaseLocation.Server(
            database.jdbcUrl(),
            Optional.of(database.username()),
            Optional.of(new Secret(database.password()))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private static List<String> dump(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return CatalogDump.of(connection, "public");
    }
  }
}
