package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects in SQL with long bodies, in databases with settings that change how texts are read. */
@FullRun
final class HostileObjectsTest {
  private static final String SCHEMA =
      """
      entity Task { title: string, note: string? }
      object Titles uses [Task] {
        create "create view titles as select title, E'it''s \\\\ ' || title as quoted from task"
      }
      object Long uses [Task] {
        create \"""
          create function long() returns text language plpgsql as $outer$
          begin
            -- %s
            return $inner$a\\b $$ '$inner$ || '%s';
          end $outer$\"""
      }
      """;

  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({
    "14, standard_conforming_strings, off",
    "18, standard_conforming_strings, off",
    "18, check_function_bodies, off",
    "18, backslash_quote, off"
  })
  void aLongBodyGoesThroughWhateverTheDatabaseSets(int major, String setting, String value)
      throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      ObjectProject project = new ObjectProject(root, database);
      project.execute("alter database " + database.name() + " set " + setting + " = " + value);
      String comment = "it''s long ".repeat(100_000);
      project.migrate(SCHEMA.formatted(comment, "1"));
      assertThat(project.status(false)).doesNotContain("drift: f", "Cannot tell");
      assertThat(project.value("select long()")).isEqualTo("a\\b $$ '1");
      project.migrate(SCHEMA.formatted(comment, "2"));
      assertThat(project.status(false)).doesNotContain("drift: f", "Cannot tell");
      assertThat(project.value("select long()")).isEqualTo("a\\b $$ '2");
    }
  }
}
