package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How a server records the statements of its clients: by the library pg_stat_statements. */
final class StatementRecording {
  private static final String LIBRARY = "pg_stat_statements";

  /** The extension, and the library under its names on Linux, macOS and Windows. */
  private static final String EXTENSION = LIBRARY + ".control";

  private static final Set<String> LIBRARIES =
      Set.of(LIBRARY + ".so", LIBRARY + ".dylib", LIBRARY + ".dll");

  private static final int DEPTH = 6;

  /** Memory for each of them is reserved at the start of the server: about 25 MB. */
  private static final int MOST_STATEMENTS = 50_000;

  private StatementRecording() {}

  /**
   * Refuses programs that come without the library.
   *
   * @param unpacked the folder of the programs
   */
  static void require(Path unpacked, PostgresVersion version) throws IOException {
    try (Stream<Path> files = Files.walk(unpacked, DEPTH)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      if (names.contains(EXTENSION) && names.stream().anyMatch(LIBRARIES::contains)) {
        return;
      }
    }
    throw new EmbeddedServerException(
        RefusalCode.STATEMENTS_NOT_RECORDED,
        """
        PostgreSQL %s in %s comes without the extension %s, which records the statements of the \
        tests. Set postgresVersion to another version, or leave collectStatements out.\
        """
            .formatted(version, unpacked, LIBRARY));
  }

  /**
   * The options of a server that records the statements that clients send, and not those inside of
   * functions. What it has recorded does not outlive it.
   *
   * @param loaded the libraries that the configuration of the server names, in the form of
   *     shared_preload_libraries
   */
  static String options(String loaded) {
    List<String> libraries = new ArrayList<>();
    for (String each : loaded.split(",")) {
      String library = each.strip().replace("\"", "").replace("$libdir/", "");
      if (!library.isEmpty() && !library.equals(LIBRARY)) {
        libraries.add(library);
      }
    }
    libraries.add(LIBRARY);
    return String.join(
        " ",
        " -c shared_preload_libraries=" + String.join(",", libraries),
        "-c compute_query_id=auto",
        "-c pg_stat_statements.max=" + MOST_STATEMENTS,
        "-c pg_stat_statements.track=top",
        "-c pg_stat_statements.track_utility=off",
        "-c pg_stat_statements.save=off");
  }

  /** Whether the server records what its clients send. */
  static boolean isOn(int port, String password) throws IOException {
    try (Connection connection = ServerConnection.open(port, password);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pg_catalog.current_setting('shared_preload_libraries') ~ '%1$s'"
                        .formatted(LIBRARY)
                    + " and coalesce(pg_catalog.current_setting('%1$s.track', true), 'none') <> 'none'"
                        .formatted(LIBRARY))) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
