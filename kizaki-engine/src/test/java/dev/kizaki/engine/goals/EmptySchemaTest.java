package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate} of a project whose schema directory contains no {@code *.inspire} file. */
class EmptySchemaTest {
  @TempDir private Path root;
  private final RecordedLines lines = new RecordedLines();

  @Test
  void aWrongSuffixDrawsAWarning() throws IOException {
    Files.createDirectories(schema());
    Files.writeString(schema().resolve("a.inspires"), "entity A { name: string }");
    validate();
    assertThat(lines.text())
        .isEqualTo("[WARNING] schema contains no *.inspire file, so the schema is empty.\n");
  }

  @Test
  void besideAHistoryAnEmptySchemaIsRefused() throws IOException {
    Files.createDirectories(schema());
    Path migration = Files.createDirectories(root.resolve("migrations/0001_initial"));
    Files.writeString(migration.resolve("plan.migration"), "migration \"0001_initial\" {\n}\n");
    Files.writeString(migration.resolve("snapshot.json"), "{}");
    assertThatThrownBy(this::validate)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            migrations contains a history, but schema contains no *.inspire file.
            Restore the schema, or set schemaDirectory to its directory.\
            """);
    assertThat(lines.text()).isEmpty();
  }

  private Path schema() {
    return root.resolve("schema");
  }

  private void validate() {
    new Kizaki(lines)
        .validate(
            new Project(
                root, schema(), root.resolve("migrations"), Optional.empty(), Optional.empty()));
  }
}
