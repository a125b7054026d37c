package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk has no room for a stage. A limit on the size of the server's files is met like a full
 * disk, and needs no rights: a backend can write only a part of a page. It is set for a running
 * server, as a disk is full or gets room while it runs.
 */
@FullRun
@EnabledOnOs(OS.LINUX)
final class DiskFullTest {
  /** From this version on, the error of a file that cannot grow by many pages is another one. */
  private static final int MAJOR = 15;

  private static final int PAGE = 8192;
  private static final int WAL_SEGMENT = 16 << 20;

  @TempDir Path root;

  private EmbeddedPostgres postgres;
  private EmbeddedServer server;
  private StagedProject project;
  private long process;

  @BeforeEach
  void plan() throws IOException, SQLException {
    postgres =
        new EmbeddedPostgres(
            Files.createDirectories(root.resolve("server")),
            TestBinaries.version(MAJOR),
            TestBinaries.cache());
    server = postgres.start();
    process =
        Long.parseLong(Files.readAllLines(postgres.home().resolve("data/postmaster.pid")).get(0));
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database full_disk");
    }
    TestDatabase database =
        new TestDatabase(
            server.jdbcUrl().replaceFirst("/[^/]*$", "/full_disk"),
            server.username(),
            server.password(),
            "full_disk",
            server.jdbcUrl());
    project =
        new StagedProject(
            root.resolve("project"),
            database,
            300_000,
            StagedProject.TASK
                .replace("title: string", "title: string @unique")
                .replace("code: int", "code: bigint"),
            "");
    project.execute("vacuum task");
  }

  @AfterEach
  void close() throws SQLException {
    project.close();
    server.close();
    postgres.delete();
  }

  @Test
  void aFillGoesOnWhereItWas() throws Exception {
    limitFiles(size("task") + 100 * PAGE + PAGE / 2);
    assertThat(failure())
        .contains(
            """
              change Task.code: int -> bigint
            SQL:
              UPDATE "public"."task" SET "code~kz" = "code"::bigint
            """)
        .contains("wrote only 4096 of 8192 bytes")
        .contains("(53100)\nHint: Check free disk space.\n")
        .contains("Run the same command again, which goes on with stage 3 (filling task.code)");
    assertThat(project.status()).contains("In progress: 0002_update_task, stage 3 of 7 (filling");
    limitFiles("unlimited");
    assertThat(project.apply()).endsWith("Done.\n");
    project.assertNothingLeft();
    assertThat(project.answer("select count(*) from task where code = id")).isEqualTo("300000");
  }

  @Test
  void whatABuildHasLeftIsDropped() throws Exception {
    project.execute("update task set title = repeat('t', 80) || title");
    project.interruptAt("building task_title_key");
    limitFiles(WAL_SEGMENT + PAGE / 2);
    assertThat(failure())
        .contains("CREATE UNIQUE INDEX CONCURRENTLY \"task_title_key\"")
        .contains("File too large")
        .endsWith("Applied: 0001_initial. Not applied: 0002_update_task.");
    assertThat(project.status()).doesNotContain("In progress");
    assertThat(project.answer("select count(*) from pg_index where not indisvalid")).isEqualTo("0");
    limitFiles("unlimited");
    assertThat(project.apply()).endsWith("Done.\n");
    project.assertNothingLeft();
  }

  private String failure() {
    RecordedLines lines = new RecordedLines();
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> project.apply(OnlineSettings.ALWAYS, lines));
    return refusal.getMessage();
  }

  private long size(String table) throws SQLException {
    return Long.parseLong(project.answer("select pg_relation_size('" + table + "')"));
  }

  private void limitFiles(long bytes) throws IOException, InterruptedException {
    limitFiles(String.valueOf(bytes));
  }

  /** Sessions that begin later have the limit. */
  private void limitFiles(String bytes) throws IOException, InterruptedException {
    Process limit =
        new ProcessBuilder(
                List.of("prlimit", "--pid", String.valueOf(process), "--fsize=" + bytes + ":"))
            .inheritIO()
            .start();
    assertThat(limit.waitFor()).isZero();
  }
}
