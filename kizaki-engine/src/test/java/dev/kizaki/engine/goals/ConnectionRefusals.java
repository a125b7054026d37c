package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;
import static dev.kizaki.engine.goals.FollowedAdvice.row;
import static dev.kizaki.engine.goals.ServerSettings.apply;
import static dev.kizaki.engine.goals.ServerSettings.execute;
import static dev.kizaki.engine.goals.ServerSettings.role;
import static dev.kizaki.engine.goals.ServerSettings.use;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.apply.PoolingProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of {@link RefusalAdviceTest} about the connection to a server. */
final class ConnectionRefusals {
  private static final String AWKWARD = "a@b:c/d";

  static final List<FollowedAdvice> ROWS =
      List.of(
          row(RefusalCode.CONNECTION_STRING)
              .causedBy(project -> use(project, each -> each.url(withoutDatabase(each.url()))))
              .refusedBy(Goal.APPLY)
              .says("write jdbc:postgresql://host:5432/database.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.CONNECTION_STRING)
              .causedBy(
                  project -> {
                    execute(
                        project,
                        "create role %s login superuser password '%s'"
                            .formatted(role(project), AWKWARD));
                    use(project, each -> each.withoutUser().url(uri(project, AWKWARD)));
                  })
              .refusedBy(Goal.APPLY)
              .says(
                  "write it as postgresql://user:password@host:5432/database and percent-encode"
                      + " special characters of the password (@ is %40, : is %3A, / is %2F).")
              .followedBy(
                  project ->
                      apply(
                          project, each -> each.withoutUser().url(uri(project, "a%40b%3Ac%2Fd")))),
          row(RefusalCode.CONNECTION_STRING)
              .causedBy(
                  project -> use(project, each -> each.url("postgresql://%2Fvar%2Frun/tasks")))
              .refusedBy(Goal.APPLY)
              .says("name a host.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.CONNECTION_PLACEHOLDER)
              .causedBy(
                  project ->
                      use(project, each -> each.url(each.url().replace("127.0.0.1", "${HOST}"))))
              .refusedBy(Goal.APPLY)
              .says("set the property or environment variable that it names.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.NOT_POSTGRESQL)
              .causedBy(
                  project ->
                      use(project, each -> each.url(each.url().replace("postgresql", "mysql"))))
              .refusedBy(Goal.APPLY)
              .says("write jdbc:postgresql://host:5432/database.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.SSL_PASSWORD)
              .causedBy(
                  project ->
                      use(project, each -> each.url(each.url() + "?sslkey=k.pk8&sslpassword=x")))
              .refusedBy(Goal.APPLY)
              .says("use a key file without a passphrase.")
              .followedBy(
                  project -> apply(project, each -> each.url(each.url() + "?sslkey=k.pk8"))),
          row(RefusalCode.CREDENTIALS_TEXT)
              .causedBy(project -> use(project, each -> each.user("kizaki", "a\0b")))
              .refusedBy(Goal.APPLY)
              .says("password contains a character that PostgreSQL cannot store; correct it.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.SCHEMA_NAME)
              .causedBy(project -> use(project, each -> each.schema("")))
              .refusedBy(Goal.APPLY)
              .says("name a schema, such as public.")
              .followedBy(project -> apply(project, each -> each.schema("public"))),
          row(RefusalCode.SCHEMA_NAME)
              .causedBy(project -> use(project, each -> each.schema("x".repeat(64))))
              .refusedBy(Goal.APPLY)
              .says("choose a shorter one.")
              .followedBy(project -> apply(project, each -> each.schema("x".repeat(63)))),
          row(RefusalCode.IGNORE_PATTERN)
              .causedBy(project -> use(project, each -> each.ignore("tables:old_*")))
              .refusedBy(Goal.APPLY)
              .says("there is no kind tables. The kinds are: table,")
              .followedBy(project -> apply(project, each -> each.ignore("table:old_*"))),
          row(RefusalCode.HOST_UNKNOWN)
              .causedBy(
                  project ->
                      use(
                          project,
                          each -> each.url(each.url().replace("127.0.0.1", "no-host.invalid"))))
              .refusedBy(Goal.APPLY)
              .says("Check its name in the URL.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.SERVER_NOT_FOUND)
              .causedBy(project -> use(project, each -> each.port(1)))
              .refusedBy(Goal.APPLY)
              .says("Check that the server runs and that host and port are right.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.SERVER_SILENT)
              .refusedBy(
                  project -> {
                    try (ServerSocket silent = listening()) {
                      apply(
                          project,
                          each ->
                              each.url(each.url() + "?loginTimeout=1").port(silent.getLocalPort()));
                    }
                  })
              .says("Check host and port")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.SERVER_FOREIGN)
              .refusedBy(
                  project -> {
                    try (ServerSocket other = listening()) {
                      hangUp(other);
                      apply(
                          project,
                          each ->
                              each.url(each.url() + "?sslmode=disable").port(other.getLocalPort()));
                    }
                  })
              .says("Check that host and port belong to a PostgreSQL server.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.TLS_FAILED)
              .causedBy(project -> use(project, each -> each.url(each.url() + "?sslmode=require")))
              .refusedBy(Goal.APPLY)
              .says("Check sslmode and sslrootcert in the URL against what the server offers.")
              .followedBy(
                  project -> apply(project, each -> each.url(each.url() + "?sslmode=prefer"))),
          row(RefusalCode.LOGIN_FAILED)
              .causedBy(project -> use(project, each -> each.user("kizaki", "wrong")))
              .refusedBy(Goal.APPLY)
              .says("Check username and password.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.LOGIN_FAILED)
              .causedBy(project -> use(project, ServerSettings::withoutUser))
              .refusedBy(Goal.APPLY)
              .says("Set username and password.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.LOGIN_NOT_ALLOWED)
              .causedBy(
                  project -> {
                    createRole(project);
                    execute(
                        project,
                        "revoke connect on database %s from public"
                            .formatted(project.onServer().name()));
                    use(project, asRole(project));
                  })
              .refusedBy(Goal.APPLY)
              .says("CONNECT on it.")
              .followedBy(
                  project -> {
                    execute(
                        project,
                        "grant connect on database %s to %s"
                            .formatted(project.onServer().name(), role(project)));
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.DATABASE_MISSING)
              .causedBy(project -> use(project, each -> each.url(each.url() + "_other")))
              .refusedBy(Goal.APPLY)
              .says("Create the database")
              .followedBy(
                  project -> {
                    execute(
                        project, "create database %s_other".formatted(project.onServer().name()));
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.SERVER_FULL)
              .causedBy(
                  project -> {
                    createRole(project);
                    execute(project, "alter role %s connection limit 3".formatted(role(project)));
                    use(project, asRole(project));
                  })
              .refusedBy(
                  project -> {
                    List<Connection> others = connections(project, 3);
                    try {
                      project.run(Goal.APPLY);
                    } finally {
                      for (Connection other : others) {
                        other.close();
                      }
                    }
                  })
              .says("Close other connections")
              .followedBy(project -> project.run(Goal.APPLY)),
          row(RefusalCode.POOLER)
              .refusedBy(
                  project -> {
                    int port = port(project);
                    try (PoolingProxy pooler =
                        new PoolingProxy(port, 2, PoolingProxy.Order.LAST_USED_FIRST)) {
                      apply(project, each -> each.port(pooler.port()));
                    }
                  })
              .says("use the URL of the PostgreSQL server itself")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.CONNECTION_LOST)
              .causedBy(
                  project -> {
                    execute(
                        project,
                        "create sequence once",
                        """
                        create function ends_once() returns event_trigger language plpgsql as $$
                        begin
                          if nextval('public.once') = 1 then
                            perform pg_terminate_backend(pg_backend_pid());
                          end if;
                        end $$\
                        """,
                        """
                        create event trigger ends_once on ddl_command_start
                          when tag in ('ALTER TABLE') execute function ends_once()\
                        """);
                    use(project, UnaryOperator.identity());
                  })
              .refusedBy(Goal.APPLY)
              .says("and the database has rolled it back; run again.")
              .followedBy(project -> project.run(Goal.APPLY)),
          row(RefusalCode.INTERRUPTED)
              .refusedBy(DatabaseRefusals::applyInterrupted)
              .says("Interrupted while waiting for the database; run again.")
              .followedBy(ServerSettings::apply),
          outside(RefusalCode.SERVER_STARTING, "a server has to start more slowly than the test"),
          outside(
              RefusalCode.SERVER_TOO_OLD, "the server has to be upgraded: ConnectionFailureTest"),
          outside(
              RefusalCode.OUTCOME_UNKNOWN,
              "the server has to be away for half a minute: LostConnectionTest"),
          outside(RefusalCode.LOCK_LOST, "something has to end idle sessions repeatedly"),
          outside(RefusalCode.APPLIED_MEANWHILE, "a race of two processes"));

  private ConnectionRefusals() {}

  private static String withoutDatabase(String url) {
    return url.substring(0, url.lastIndexOf('/'));
  }

  private static int port(BranchedProject project) {
    return Integer.parseInt(project.onServer().jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  private static String uri(BranchedProject project, String password) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s"
        .formatted(role(project), password, port(project), project.onServer().name());
  }

  /** A role that may do what a migration of the project needs. */
  private static void createRole(BranchedProject project) throws SQLException {
    execute(
        project,
        "create role %1$s login password '%1$s'".formatted(role(project)),
        "grant create on schema public to " + role(project));
  }

  private static UnaryOperator<ServerSettings> asRole(BranchedProject project) {
    return each -> each.user(role(project), role(project));
  }

  private static List<Connection> connections(BranchedProject project, int number)
      throws SQLException {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      connections.add(
          DriverManager.getConnection(project.onServer().jdbcUrl(), role(project), role(project)));
    }
    return connections;
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  /** Reads what a client sends first, and closes its connection. */
  private static void hangUp(ServerSocket listening) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = listening.accept()) {
                client.getInputStream().read(new byte[1024]);
              } catch (IOException e) {
                return; // the client has closed the connection
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
