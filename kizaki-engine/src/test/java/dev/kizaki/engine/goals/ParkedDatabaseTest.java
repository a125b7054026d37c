package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coming back from a branch keeps the rows of the embedded database. */
@FullRun
final class ParkedDatabaseTest {
  private static final String OTHER_BRANCH =
      "The database has 0002_add_ours applied where the migrations directory has 0002_add_theirs:"
          + " the migration was rewritten after this database applied it, or the database belongs to"
          + " another branch. Switch to that branch, or ";

  @TempDir Path root;
  private LocalProject local;
  private String ours;

  /** Two branches that part after the first migration; the database is on {@code ours}. */
  @BeforeEach
  void twoBranches() throws Exception {
    local = LocalProject.in(root);
    local.keep("base");
    local.addField("theirs");
    local.keep("theirs");
    local.checkOut("base");
    local.addField("ours");
    local.keep("ours");
    ours = local.key();
    local.apply();
    local.execute("insert into task (title) values ('in ours')");
  }

  @Test
  void eachBranchHasItsRowsAgain() throws Exception {
    local.checkOut("theirs");
    assertThatThrownBy(local::apply)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            OTHER_BRANCH
                + "run `mvn kizaki:reset`, which parks this one and builds a new one (no parked one"
                + " fits).");
    local.schema("entity Task { title: string other: int? }\n");
    assertThatThrownBy(local::planHere)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(OTHER_BRANCH + "run `mvn kizaki:dev`, which takes back");
    local.checkOut("theirs");
    assertThat(local.reset())
        .isEqualTo(
            """
            Parked the database at 0002_add_ours as %s.
            Applying 0001_initial...
            Applying 0002_add_theirs...
            Done.
            """
                .formatted(ours));
    assertThat(local.titles()).isEmpty();
    local.execute("insert into task (title) values ('in theirs')");
    String theirs = local.key();

    local.checkOut("ours");
    assertThat(local.apply())
        .isEqualTo(
            """
            Took back the database that was parked at 0002_add_ours (%s). The database at \
            0002_add_theirs has the history of another branch and is parked as %s.
            Nothing to apply.
            """
                .formatted(ours, theirs));
    assertThat(local.titles()).containsExactly("in ours");

    local.checkOut("theirs");
    assertThat(local.dev())
        .startsWith("Took back the database that was parked at 0002_add_theirs (" + theirs + ").")
        .contains("Schema, history and database agree.\n");
    assertThat(local.titles()).containsExactly("in theirs");
    assertThat(local.parked()).containsExactly(ours);
  }

  /** The history of {@code base} fits both branches, but that of {@code ours} is longer. */
  @Test
  void theLongestBeginningIsTakenBack() throws Exception {
    local.checkOut("base");
    local.reset();
    local.execute("insert into task (title) values ('in base')");
    String base = local.key();
    local.checkOut("theirs");
    local.reset();
    assertThat(local.parked()).containsExactlyInAnyOrder(ours, base);

    local.checkOut("ours");
    local.addField("more");
    local.apply();
    assertThat(local.titles()).containsExactly("in ours");
    assertThat(local.query("select name from __kizaki_migration order by number"))
        .containsExactly("0001_initial", "0002_add_ours", "0003_add_more");
  }

  @Test
  void oneParkedUnderTheSameKeyIsReplaced() throws Exception {
    local.reset();
    local.execute("insert into task (title) values ('second')");
    assertThat(local.reset())
        .matches(
            """
            Parked the database at 0002_add_ours as %s, in place of the one that was parked at \
            0002_add_ours on 20[-0-9]+ [:0-9]+ UTC\\.
            Applying 0001_initial\\.\\.\\.
            Applying 0002_add_ours\\.\\.\\.
            Done\\.
            """
                .formatted(ours));
    assertThat(local.parked()).containsExactly(ours);
    try (EmbeddedServer server = local.postgres().start();
        Connection parked = LocalProject.connect(server, ours)) {
      assertThat(LocalProject.query(parked, "select title from task")).containsExactly("second");
    }
  }

  @Test
  void fiveAreKeptAndTheOldestGoes() throws Exception {
    for (int i = 1; i <= 4; i++) {
      assertThat(local.reset()).doesNotContain("Dropped");
      local.addField("more" + i);
      local.apply();
    }
    assertThat(local.reset()).doesNotContain("Dropped");
    assertThat(local.parked()).hasSize(5).contains(ours);
    local.addField("last");
    local.apply();
    assertThat(local.reset())
        .containsPattern(
            "\nDropped "
                + ours
                + ", parked at 0002_add_ours on 20[-0-9]+ [:0-9]+ UTC, because 5 parked databases"
                + " are kept\\.\n");
    assertThat(local.parked()).hasSize(5).doesNotContain(ours);
  }

  @Test
  void freshDeletesAllAndKeepsTheAddressAndThePassword() throws Exception {
    local.reset();
    String url;
    String password;
    try (EmbeddedServer server = local.postgres().start()) {
      url = server.jdbcUrl();
      password = server.password();
    }
    assertThat(local.reset(true))
        .isEqualTo(
            """
            Deleted the embedded database with all parked databases.
            Applying 0001_initial...
            Applying 0002_add_ours...
            Done.
            """);
    assertThat(local.parked()).isEmpty();
    try (EmbeddedServer server = local.postgres().start()) {
      assertThat(server.jdbcUrl()).isEqualTo(url);
      assertThat(server.password()).isEqualTo(password);
    }
  }

  /**
   * A reset without fresh needs a server that starts; its message leads to the one that does not.
   */
  @Test
  void freshRepairsADamagedServer() throws Exception {
    Files.delete(root.resolve(".kizaki/postgres/17/data/PG_VERSION"));
    assertThatThrownBy(local::reset)
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageEndingWith(
            "Start again from the history with `mvn kizaki:reset -Dkizaki.fresh`.");
    assertThat(local.reset(true)).endsWith("Done.\n");
    assertThat(local.titles()).isEmpty();
  }

  @Test
  void aDatabaseWithoutAMigrationIsDropped() throws Exception {
    local.execute("drop table __kizaki_migration, task");
    assertThat(local.reset())
        .startsWith("Dropped the database, to which no migration was applied.\nApplying");
    assertThat(local.parked()).isEmpty();
  }

  /** A session is in the database, and no other process uses the server. */
  @Test
  void aSessionInTheDatabaseIsNamed() throws Exception {
    try (EmbeddedServer server = local.postgres().start();
        Connection session = LocalProject.connect(server, "postgres")) {
      String process = LocalProject.query(session, "select pg_backend_pid()").get(0);
      session.createStatement().execute("set application_name = 'psql'");
      forgetUsers();
      assertThatThrownBy(local::reset)
          .isInstanceOf(Refusal.class)
          .hasMessageMatching(
              """
              A session uses the embedded database:
                process %1$s \\(user kizaki, application psql, idle since [^)]+ UTC\\)
              Close it, or end it with the SQL `select pg_terminate_backend\\(%1$s\\)`; then run \
              `mvn kizaki:reset` again\\.\
              """
                  .formatted(process));
    }
    assertThat(local.titles()).containsExactly("in ours");
    assertThat(local.reset()).startsWith("Parked the database at 0002_add_ours as " + ours);
  }

  private void forgetUsers() throws IOException {
    try (DirectoryStream<Path> users =
        Files.newDirectoryStream(root.resolve(".kizaki/postgres/17/users"), "*.user")) {
      for (Path user : users) {
        Files.delete(user);
      }
    }
  }

  @Test
  void aWatchTakesBackTheDatabaseOfABranch() throws Exception {
    local.checkOut("base");
    local.addField("fourth");
    local.keep("fourth");
    local.checkOut("theirs");
    local.reset();
    BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    CountDownLatch stop = new CountDownLatch(1);
    Thread watch = watch(printed, stop);
    try {
      awaitLine(printed, "Watching ");
      assertThatThrownBy(local::reset)
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith(
              "The embedded database is in use by a watch (`mvn kizaki:dev -Dkizaki.watch`,"
                  + " process ");
      local.checkOut("ours");
      awaitLine(printed, "Took back the database that was parked at 0002_add_ours");
      awaitLine(printed, "Schema, history and database agree.");
      assertThat(local.titles()).containsExactly("in ours");
      local.checkOut("fourth");
      awaitLine(
          printed,
          "[WARNING] The database has 0002_add_ours applied where the migrations directory has"
              + " 0002_add_fourth: the migration was rewritten after this database applied it, or the"
              + " database belongs to another branch. Switch to that branch, or press Ctrl-C here and run `mvn kizaki:reset`, which parks this one and builds"
              + " a new one (no parked one fits).");
    } finally {
      stop.countDown();
      watch.join(20_000);
    }
  }

  private Thread watch(BlockingQueue<String> printed, CountDownLatch stop) {
    Reporter reporter =
        new Reporter() {
          @Override
          public void info(String line) {
            printed.add(line);
          }

          @Override
          public void warn(String line) {
            printed.add("[WARNING] " + line);
          }
        };
    Thread watch =
        new Thread(
            () ->
                new Kizaki(reporter)
                    .watch(new DevRequest(local.project(), local.database(), false), stop));
    watch.start();
    return watch;
  }

  private static void awaitLine(BlockingQueue<String> printed, String beginning)
      throws InterruptedException {
    List<String> seen = new ArrayList<>();
    String line;
    do {
      line = printed.poll(20, TimeUnit.SECONDS);
      assertThat(line).as("waiting for %s after %s", beginning, seen).isNotNull();
      seen.add(line);
    } while (!line.startsWith(beginning));
  }
}
