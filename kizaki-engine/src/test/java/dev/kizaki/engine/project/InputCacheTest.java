package dev.kizaki.engine.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputCacheTest {
  private static final String VALID = "Schema is valid: 1 entity, 0 enums in 1 file.";

  @TempDir private Path root;
  private final List<String> lines = new ArrayList<>();
  private Path schema;
  private Path memory;

  @BeforeEach
  void aSchema() throws IOException {
    schema = Files.createDirectories(root.resolve("schema")).resolve("a.inspire");
    Files.writeString(schema, "entity A { name: string }");
    memory = root.resolve("target/kizaki/validate");
  }

  @Test
  void aSecondRunHasTheSameOutput() throws IOException {
    validate();
    mark();
    validate();
    assertThat(lines).containsExactly(VALID, "remembered");
  }

  @Test
  void aChangedSchemaIsReadAgain() throws IOException {
    validate();
    mark();
    Files.writeString(schema, "entity B { name: string }");
    validate();
    assertThat(lines).containsExactly(VALID, VALID);
  }

  @Test
  void aNewFileIsReadToo() throws IOException {
    validate();
    mark();
    Files.writeString(schema.resolveSibling("b.inspire"), "enum E { A }");
    validate();
    assertThat(lines).containsExactly(VALID, "Schema is valid: 1 entity, 1 enum in 2 files.");
  }

  @Test
  void anErrorIsNotCached() throws IOException {
    Files.writeString(schema, "entity A { name: strin }");
    assertThatThrownBy(this::validate).isInstanceOf(Refusal.class);
    assertThat(memory).doesNotExist();
  }

  @Test
  void aWarningIsReportedEveryTime() throws IOException {
    Files.writeString(
        schema, "entity A { name: string } namespace N { scope: principal.orgId, entities: [A] }");
    validate();
    validate();
    assertThat(lines.stream().filter(line -> line.contains("warning")).count()).isEqualTo(2);
    assertThat(memory).doesNotExist();
  }

  @Test
  void aLinkIsFollowedEveryTime() throws IOException {
    Path elsewhere = Files.writeString(root.resolve("elsewhere"), "enum E { A }");
    Files.createSymbolicLink(schema.resolveSibling("b.inspire"), elsewhere);
    validate();
    assertThat(memory).doesNotExist();
  }

  @Test
  void withoutACacheDirectoryNothingIsCached() {
    new Kizaki(reporter()).validate(project(Optional.empty()));
    assertThat(lines).containsExactly(VALID);
    assertThat(root.resolve("target")).doesNotExist();
  }

  private void validate() {
    new Kizaki(reporter()).validate(project(Optional.of(memory.getParent())));
  }

  private Project project(Optional<Path> memory) {
    return new Project(
        root, root.resolve("schema"), root.resolve("migrations"), Optional.empty(), memory);
  }

  private void mark() throws IOException {
    List<String> remembered = Files.readAllLines(memory);
    Files.write(memory, List.of(remembered.get(0), "remembered"));
  }

  private Reporter reporter() {
    return new Reporter() {
      @Override
      public void info(String line) {
        lines.add(line);
      }

      @Override
      public void warn(String line) {
        lines.add(line);
      }
    };
  }
}
