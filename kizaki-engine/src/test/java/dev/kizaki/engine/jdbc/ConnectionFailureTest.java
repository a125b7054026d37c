package dev.kizaki.engine.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.Migrations;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.connection.ConnectionString;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said when a connection cannot be had or used, and that no password is in it. */
@FullRun
final class ConnectionFailureTest {
  private static final String MARKER = "s3cr3t-marker";
  private static final int TLS_RECORD_HEADER = 5;
  private static EngineDatabase database;

  @BeforeAll
  static void start() throws SQLException {
    database = new EngineDatabase(EngineDatabase.NEWEST);
    database.execute(
        "create role limited_" + database.port() + " login password '" + MARKER + "'",
        "revoke create on schema public from public");
  }

  @AfterAll
  static void stop() throws SQLException {
    database.execute("drop owned by " + limited() + " cascade", "drop role " + limited());
    database.close();
  }

  private static String limited() {
    return "limited_" + database.port();
  }

  @Test
  void aWrongPassword() {
    assertCannotConnect(
        database.url(),
        limited(),
        Optional.of(MARKER + "!"),
        "Cannot connect to %s: password authentication failed for user \"%s\". Check username and"
            + " password.",
        database.address(),
        limited());
  }

  @Test
  void noPassword() {
    assertCannotConnect(
        database.url(),
        limited(),
        Optional.empty(),
        "Cannot connect to %s: The server requested SCRAM-based authentication, but no password was"
            + " provided. Set username and password.",
        database.address());
  }

  @Test
  void anUnknownRole() {
    assertCannotConnect(
        database.url(),
        "nobody",
        Optional.of(MARKER),
        "Cannot connect to %s: password authentication failed for user \"nobody\". Check username"
            + " and password.",
        database.address());
  }

  @Test
  void anUnknownDatabase() {
    String url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/nowhere";
    assertCannotConnect(
        url,
        limited(),
        Optional.of(MARKER),
        "Cannot connect to 127.0.0.1:%s/nowhere: database \"nowhere\" does not exist. Create the"
            + " database, or correct its name in the URL.",
        database.port());
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertCannotConnect(
        "jdbc:postgresql://127.0.0.1:" + port + "/shop",
        limited(),
        Optional.of(MARKER),
        "Cannot connect to 127.0.0.1:%s/shop: no server listens there. Check that the server runs"
            + " and that host and port are right.",
        port);
  }

  @Test
  void anUnknownHost() {
    assertCannotConnect(
        "jdbc:postgresql://no-such-host.invalid/shop",
        limited(),
        Optional.of(MARKER),
        "Cannot connect to no-such-host.invalid:5432/shop: the host is unknown. Check its name in"
            + " the URL.");
  }

  @Test
  void aServerWithoutTls() {
    assertCannotConnect(
        database.url() + "?sslmode=require",
        limited(),
        Optional.of(MARKER),
        "Cannot connect to %s: The server does not support SSL. Check sslmode and sslrootcert in"
            + " the URL against what the server offers.",
        database.address());
  }

  @Test
  void aServerThatDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertCannotConnect(
          "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop?loginTimeout=1",
          limited(),
          Optional.of(MARKER),
          "Cannot connect to 127.0.0.1:%s/shop: the server did not answer in time. Check host and"
              + " port, and whether a firewall blocks them.",
          silent.getLocalPort());
    }
  }

  @Test
  void somethingElseThatListens() throws Exception {
    try (ServerSocket other = answering(Wire::readFirst)) {
      assertCannotConnect(
          "jdbc:postgresql://127.0.0.1:" + other.getLocalPort() + "/shop?sslmode=disable",
          limited(),
          Optional.of(MARKER),
          "Cannot connect to 127.0.0.1:%s/shop: the connection was closed at once. Check that host"
              + " and port belong to a PostgreSQL server.",
          other.getLocalPort());
    }
  }

  @Test
  void aBrokenTlsHandshake() throws Exception {
    try (ServerSocket broken =
        answering(
            client -> {
              client.accepting('S');
              client.skip(TLS_RECORD_HEADER);
              client.write(new Wire.Message(' ', "no TLS here".getBytes(US_ASCII)));
              client.readToEnd();
            })) {
      assertCannotConnect(
          "jdbc:postgresql://127.0.0.1:" + broken.getLocalPort() + "/shop?sslmode=require",
          limited(),
          Optional.of(MARKER),
          "Cannot connect to 127.0.0.1:%s/shop: TLS failed: Unsupported or unrecognized SSL"
              + " message. Check sslmode and sslrootcert in the URL against what the server"
              + " offers.",
          broken.getLocalPort());
    }
  }

  /** A greeting is all that is needed to see the version, so no old server has to be there. */
  @Test
  void anOldServer() throws Exception {
    try (ServerSocket old =
        answering(
            client -> {
              client.readFirst();
              client.write(Wire.message('R', "\0\0\0\0"));
              client.write(Wire.message('S', "server_version\00013.22\0"));
              client.write(Wire.message('S', "client_encoding\0UTF8\0"));
              client.write(Wire.message('S', "standard_conforming_strings\0on\0"));
              client.write(Wire.message(Wire.READY, "I"));
              client.readToEnd();
            })) {
      Sessions sessions =
          TestRequests.sessions(
              ConnectionString.parse("postgres://ann@127.0.0.1:" + old.getLocalPort() + "/shop")
                  .server(),
              "public",
              Duration.ofSeconds(5),
              Optional.empty());
      assertThatThrownBy(() -> ReadSession.open(sessions))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "127.0.0.1:%s/shop is PostgreSQL 13.22, and kizaki needs 14 or newer; upgrade the"
                      .formatted(old.getLocalPort())
                  + " server.");
    }
  }

  /** What a server that is not one does with a client before it hangs up. */
  private interface Answer {
    void to(Wire client) throws IOException;
  }

  private static ServerSocket answering(Answer answer) throws IOException {
    ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!socket.isClosed()) {
                try (Wire client = new Wire(socket.accept())) {
                  answer.to(client);
                } catch (IOException e) {
                  continue; // the client hung up, or the test is over
                }
              }
            },
            "answering");
    thread.setDaemon(true);
    thread.start();
    return socket;
  }

  @Test
  void aRoleThatMayNotWriteTheHistory() throws SQLException {
    database.execute("create schema watched authorization " + limited());
    database.apply(
        database.sessions("watched", Duration.ofSeconds(5)),
        List.of(Migrations.of("0001_a", "select 1")));
    database.execute("grant select on watched.__kizaki_migration to " + limited());

    try (Applier applier = database.applier(sessions("watched"))) {
      assertThatThrownBy(
              () -> applier.apply(List.of(Migrations.of("0002_b", "create table b (id int)"))))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              """
              %1$s does not allow these migrations to be applied.
              The role "%2$s" lacks rights. A superuser or the owner of these objects can run:
                GRANT INSERT ON "watched"."__kizaki_migration" TO "%2$s";
              Applied: 0001_a. Not applied: 0002_b.\
              """
                  .formatted(database.address(), limited()));
    }
    assertThat(database.query("select to_regclass('watched.b') is null")).containsExactly("t");
  }

  @Test
  void aRoleThatMayOnlyRead() throws SQLException {
    database.execute(
        "create schema readable",
        "grant all on schema readable to " + limited(),
        "alter role " + limited() + " set default_transaction_read_only = on");
    try {
      assertThatThrownBy(
              () ->
                  database.apply(
                      sessions("readable"), List.of(Migrations.of("0001_a", "select 1"))))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              database.address()
                  + """
                   does not allow these migrations to be applied.
                  Transactions are read-only (default_transaction_read_only is on). Turn this setting \
                  off for the role and for the database, or use another role.
                  Applied: none. Not applied: 0001_a.\
                  """);
    } finally {
      database.execute("alter role " + limited() + " reset default_transaction_read_only");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          public  | SCHEMA "public"
          private | DATABASE "%s"
          """)
  void aRoleWithoutRightsToMakeTheHistory(String schema, String object) throws SQLException {
    Throwable failure =
        catchThrowable(
            () ->
                database.apply(
                    sessions(schema), List.of(Migrations.of("0001_a", "create table a (id int)"))));

    assertThat(failure)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            %1$s does not allow these migrations to be applied.
            The role "%2$s" lacks rights. A superuser or the owner of these objects can run:
              GRANT CREATE ON %3$s TO "%2$s";
            Applied: none. Not applied: 0001_a.\
            """
                .formatted(
                    database.address(),
                    limited(),
                    object.formatted(database.query("select current_database()").get(0))));
    assertNoSecret(failure);
    assertThat(database.tables()).isEmpty();
  }

  @Test
  void aRoleThatMayNotReadTheHistory() throws SQLException {
    database.execute("create schema hidden");
    database.apply(
        database.sessions("hidden", Duration.ofSeconds(5)),
        List.of(Migrations.of("0001_a", "select 1")));

    Throwable applying = catchThrowable(() -> database.applier(sessions("hidden")).close());
    assertThat(applying)
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessage(
            "The history of "
                + database.address()
                + " could not be read: permission denied for schema hidden. Nothing was changed.\n"
                + grants());
    assertNoSecret(applying);
    assertThatThrownBy(
            () -> {
              try (ReadSession session = ReadSession.open(sessions("hidden"))) {
                session.applied();
              }
            })
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessage(
            "The history of "
                + database.address()
                + " could not be read: permission denied for schema hidden. Nothing was changed.\n"
                + grants());
  }

  private static String grants() {
    return """
    The role "%1$s" lacks rights. A superuser or the owner of these objects can run:
      GRANT SELECT ON "hidden"."__kizaki_migration" TO "%1$s";
      GRANT USAGE ON SCHEMA "hidden" TO "%1$s";\
    """
        .formatted(limited());
  }

  @Test
  void aRoleThatDoesNotOwnTheTable() throws SQLException {
    database.execute(
        "create schema shared",
        "create table shared.t (id int)",
        "grant all on schema shared to " + limited(),
        "grant all on shared.t to " + limited());
    Throwable failure =
        catchThrowable(
            () ->
                database.apply(
                    sessions("shared"),
                    List.of(Migrations.of("0001_a", "alter table t add b int"))));

    assertThat(failure)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            Migration 0001_a failed at statement 1:
              do 1
            SQL:
              alter table t add b int
            PostgreSQL: must be owner of table t (42501)
            Applied: none. Not applied: 0001_a.\
            """);
    assertNoSecret(failure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''  | databaseSchema is empty; name a schema, such as public.
          ' ' | databaseSchema is empty; name a schema, such as public.
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé | databaseSchema aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé has 65 bytes, and PostgreSQL cuts names at 63; choose a shorter one.
          """)
  void aSchemaThatCannotBe(String schema, String message) {
    assertThatThrownBy(() -> sessions(schema)).isInstanceOf(Refusal.class).hasMessage(message);
  }

  private static Sessions sessions(String schema) {
    return TestRequests.sessions(
        new DatabaseLocation.Server(
            database.url(), Optional.of(limited()), Optional.of(new Secret(MARKER))),
        schema,
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private static void assertCannotConnect(
      String url, String user, Optional<String> password, String message, Object... arguments) {
    Sessions sessions =
        TestRequests.sessions(
            new DatabaseLocation.Server(url, Optional.of(user), password.map(Secret::new)),
            "public",
            Duration.ofSeconds(5),
            Optional.empty());
    for (Runnable opening :
        List.<Runnable>of(
            () -> ReadSession.open(sessions).close(), () -> database.applier(sessions).close())) {
      Throwable failure = catchThrowable(opening::run);
      assertThat(failure)
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessage(message.formatted(arguments));
      assertNoSecret(failure);
    }
  }

  /** Neither in the message nor anywhere in what {@code -e} prints. */
  private static void assertNoSecret(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(MARKER);
  }
}
