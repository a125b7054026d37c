package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan drops the check of a field before it changes its type, and adds it again after that. */
@FullRun
final class ChecksDuringRetypeTest {
  private static final String SCHEMA =
      """
      entity Task {
        title: string
        size: int @check(sql("size > 0"))
        @index([title], where: sql("size > 5"), named: "large")
      }
      """;

  @TempDir Path root;

  private StagedProject project;

  @BeforeEach
  void plan() throws IOException, SQLException {
    project = StagedProject.with(root, SCHEMA);
    project.execute(
        "insert into task (title, size) select 'task ' || n, n from generate_series(1, 300) n");
    project.plan(SCHEMA.replace("size: int", "size: bigint"));
  }

  @AfterEach
  void close() throws SQLException {
    project.close();
  }

  @Test
  void noRowBreaksTheCheckMeanwhile() {
    List<String> stages = new ArrayList<>();
    project.apply(
        OnlineSettings.ALWAYS,
        StagedProject.at(
            "",
            () -> {
              stages.add("");
              assertThatThrownBy(
                      () -> project.execute("insert into task (title, size) values ('bad', -1)"))
                  .isInstanceOf(SQLException.class)
                  .hasMessageContaining("check");
            }));
    assertThat(stages).hasSizeGreaterThan(5);
  }

  /** Queries have the index for as long as its column, and the new one from then on. */
  @ParameterizedTest
  @ValueSource(strings = {"filling task.size", "building large~kz", "validating task_size_check"})
  void theIndexIsThereBeforeAndAfterTheExchange(String stage) throws SQLException {
    project.interruptAt(stage);
    assertThat(
            project.answer(
                "select count(*) from pg_index where indexrelid = 'large'::regclass and indisvalid"))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filling task.size",
        "validating task.size~kz",
        "validating task_size_check",
        "building large~kz"
      })
  void whatIsHeldIsTakenBackToo(String stage) throws SQLException {
    List<String> before = project.catalog();
    project.interruptAt(stage);
    assertThat(project.abort(false)).contains("Aborted 0002_change_size");
    assertThat(project.catalog()).isEqualTo(before);
    assertThat(project.apply(OnlineSettings.ALWAYS)).endsWith("Done.\n");
    assertThat(project.answer("select pg_typeof(size)::text from task limit 1"))
        .isEqualTo("bigint");
  }
}
