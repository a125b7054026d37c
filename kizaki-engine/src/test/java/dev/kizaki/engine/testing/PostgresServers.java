package dev.kizaki.engine.testing;

import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The PostgreSQL server of a major version. It is started when the first test of this JVM requires
 * it, and stopped and deleted when the JVM ends. It runs without fsync, because a test does not
 * need to survive a power failure.
 *
 * <pre>{@code
 * try (TestDatabase database = PostgresServers.version(17).freshDatabase();
 *     Connection connection = database.connect()) { … }
 * }</pre>
 */
public final class PostgresServers {
  /** The major versions that the project supports. */
  public static final List<Integer> MAJORS = List.of(14, 15, 16, 17, 18);

  // Static, because starting a server costs a second and test classes share nothing else.
  private static final Map<Integer, PostgresServers> STARTED = new ConcurrentHashMap<>();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** The property that keeps the servers on the disk, as those of applications are. */
  public static final String ON_DISK = "kizaki.test.onDisk";

  /** Files in memory, on Linux. */
  private static final Path MEMORY = Path.of("/dev/shm");

  /** In bytes: ten servers with 128 MB of WAL each, and room for the tables of the tests. */
  private static final long ENOUGH_MEMORY = 4L << 30;

  private final EmbeddedServer server;

  private PostgresServers(EmbeddedServer server) {
    this.server = server;
  }

  /** The server of this major version, 14 to 18. */
  public static PostgresServers version(int major) {
    return STARTED.computeIfAbsent(major, PostgresServers::start);
  }

  /** A new database, which no other test uses. */
  public TestDatabase freshDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    String url = server.jdbcUrl().substring(0, server.jdbcUrl().lastIndexOf('/') + 1) + name;
    return new TestDatabase(url, server.username(), server.password(), name, server.jdbcUrl());
  }

  private static PostgresServers start(int major) {
    Path all = folder();
    Path own = all.resolve(String.valueOf(ProcessHandle.current().pid()));
    try {
      Files.createDirectories(own);
      deleteServersOfKilledJvms(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(own, TestBinaries.version(major), TestBinaries.cache());
    EmbeddedServer server = postgres.start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  postgres.delete();
                  deleteIfPossible(own);
                }));
    PostgresServers result = new PostgresServers(server);
    result.execute("ALTER SYSTEM SET fsync = off");
    result.execute("ALTER SYSTEM SET full_page_writes = off");
    result.execute("ALTER SYSTEM SET max_wal_size = '128MB'");
    result.execute("ALTER SYSTEM SET min_wal_size = '32MB'");
    allowShortLogins(postgres);
    result.execute("SELECT pg_reload_conf()");
    result.execute(
        """
        SET client_min_messages = error; SET password_encryption = md5;
        ALTER ROLE %s PASSWORD '%s'\
        """
            .formatted(server.username(), server.password()));
    return result;
  }

  /**
   * Lets a login check an MD5 hash. For SCRAM the client computes 8,192 hashes, which takes longer
   * than many a test. Roles of the tests, whose secrets are SCRAM, still log in by SCRAM.
   */
  private static void allowShortLogins(EmbeddedPostgres postgres) {
    Path rules = postgres.home().resolve("data").resolve("pg_hba.conf");
    try {
      Files.writeString(rules, Files.readString(rules).replace("scram-sha-256", "md5"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The folder of all servers. Files in memory are created and deleted faster, and the tests do
   * that all the time; but they need the memory.
   */
  private static Path folder() {
    try {
      if (!Boolean.getBoolean(ON_DISK)
          && Files.isDirectory(MEMORY)
          && Files.isWritable(MEMORY)
          && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_MEMORY) {
        return MEMORY.resolve("kizaki-postgres-servers-" + System.getProperty("user.name"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TestBinaries.folder().resolveSibling("postgres-servers");
  }

  private void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Stops and deletes the servers of test JVMs that were killed. */
  private static void deleteServersOfKilledJvms(Path all) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
      for (Path folder : folders) {
        long process = Long.parseLong(folder.getFileName().toString());
        if (ProcessHandle.of(process).isEmpty()) {
          MAJORS.forEach(major -> deleteServer(folder, major));
          deleteIfPossible(folder);
        }
      }
    }
  }

  private static void deleteServer(Path folder, int major) {
    try {
      new EmbeddedPostgres(folder, TestBinaries.version(major), TestBinaries.cache()).delete();
    } catch (EmbeddedServerException e) {
      return; // another JVM sweeps it at this moment
    }
  }

  /**
   * Deletes the remaining files, which are few and small, unless another server of this JVM has
   * data there.
   */
  private static void deleteIfPossible(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      boolean empty = innermostFirst.stream().noneMatch(file -> file.endsWith("data"));
      if (empty) {
        for (Path file : innermostFirst) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return; // swept by a later JVM
    }
  }
}
