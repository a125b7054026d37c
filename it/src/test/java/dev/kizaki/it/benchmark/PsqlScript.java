package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs SQL by PostgreSQL's own client: a script with a transaction for each migration. */
final class PsqlScript {
  private static final String FILE = "all.sql";

  /** Does nothing in a database with all migrations, as the other tools. */
  private static final String SCRIPT =
      """
      set client_min_messages = warning;
      %s;
      select count(*) < %d as pending from history \\gset
      \\if :pending
      %s\\endif
      """;

  private static final String MIGRATION =
      """
      begin;
      %s;
      insert into history values (%d, 'migration%2$d', clock_timestamp());
      commit;
      """;

  private PsqlScript() {}

  /** Whether this machine has the client; the embedded servers have none. */
  static boolean isPresent() {
    try {
      return new ProcessBuilder("psql", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param directory a new directory for the script
   * @param migrations the commands of each
   */
  static void write(Path directory, List<List<String>> migrations) throws IOException {
    StringBuilder all = new StringBuilder();
    int number = 0;
    for (List<String> commands : migrations) {
      all.append(MIGRATION.formatted(String.join(";\n", commands), ++number));
    }
    Folders.write(
        directory, Map.of(FILE, SCRIPT.formatted(JdbcLoop.TABLE, migrations.size(), all)));
  }

  /** Runs the script of a directory. */
  static void run(TestDatabase database, Path directory) throws Exception {
    Processes.run(client(database, List.of("--file=" + directory.resolve(FILE))));
  }

  /** Runs the script of a directory, and returns the most memory that the client had, in bytes. */
  static long residentMemory(TestDatabase database, Path directory) throws Exception {
    Path measured = directory.resolve("measured.sql");
    Files.writeString(
        measured, "\\ir %s\n\\! cat /proc/$PPID/status\n".formatted(FILE), StandardCharsets.UTF_8);
    String output = Processes.run(client(database, List.of("--file=" + measured)));
    return ResidentMemory.most(output.lines());
  }

  private static ProcessBuilder client(TestDatabase database, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("psql", "--no-psqlrc", "--quiet"));
    command.add("--set=ON_ERROR_STOP=1");
    command.add("--dbname=" + database.jdbcUrl().substring("jdbc:".length()));
    command.add("--username=" + database.username());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PGPASSWORD", database.password());
    return builder;
  }
}
