package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;
import static dev.kizaki.engine.goals.FollowedAdvice.row;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.ResetRequest;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.embedded.OtherBuild;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of {@link RefusalAdviceTest} about the embedded database. */
final class EmbeddedRefusals {
  private static final String FRESH = "`mvn kizaki:reset -Dkizaki.fresh`";
  private static final String HOME = ".kizaki/postgres/17/";
  private static final String SEED = "src/main/inspire/seed/10_first.sql";

  static final List<FollowedAdvice> ROWS =
      List.of(
          row(RefusalCode.SEEDS_FAILED)
              .causedBy(
                  project ->
                      AppliedProject.write(project.root(), SEED, "insert into t (b) values ('x')"))
              .refusedBy(Goal.APPLY)
              .says("Correct the file and run `mvn kizaki:apply` again, which runs the seeds.")
              .followedBy(
                  project -> {
                    AppliedProject.write(project.root(), SEED, "insert into t (a) values ('x')");
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.EMBEDDED_IN_USE)
              .causedBy(EmbeddedRefusals::applied)
              .refusedBy(
                  project -> {
                    try (OtherBuild other = OtherBuild.launch(project.root(), 17)) {
                      other.nextLine();
                      reset(project, false);
                    }
                  })
              .says("Wait until this build has ended")
              .followedBy(project -> reset(project, false)),
          row(RefusalCode.EMBEDDED_IN_USE_HERE)
              .refusedBy(
                  project -> {
                    try (StartedDatabase started = start(project)) {
                      reset(project, false);
                    }
                  })
              .says("Run `mvn kizaki:reset` in a build of its own.")
              .followedBy(project -> reset(project, false)),
          row(RefusalCode.EMBEDDED_SESSIONS)
              .causedBy(EmbeddedRefusals::applied)
              .refusedBy(
                  project -> {
                    try (EmbeddedServer server = local(project).postgres().start();
                        Connection session = LocalProject.connect(server, "postgres")) {
                      forgetUsers(project);
                      reset(project, false);
                    }
                  })
              .says("Close it, or end it with the SQL `select pg_terminate_backend(")
              .followedBy(project -> reset(project, false)),
          row(RefusalCode.EMBEDDED_DAMAGED)
              .causedBy(
                  project -> {
                    applied(project);
                    Files.delete(home(project).resolve("data/PG_VERSION"));
                  })
              .refusedBy(Goal.APPLY)
              .says("Start again from the history with " + FRESH)
              .followedBy(project -> reset(project, true)),
          row(RefusalCode.EMBEDDED_DAMAGED)
              .causedBy(
                  project -> {
                    applied(project);
                    Files.delete(home(project).resolve("password"));
                  })
              .refusedBy(Goal.APPLY)
              .says("Start again from the history with " + FRESH)
              .followedBy(project -> reset(project, true)),
          row(RefusalCode.EMBEDDED_DAMAGED)
              .causedBy(
                  project -> {
                    applied(project);
                    execute(project, "postgres", "update __kizaki_migration set digest = 'x'");
                  })
              .refusedBy(project -> reset(project, false))
              .says(FRESH + " deletes it together with all parked databases.")
              .followedBy(project -> reset(project, true)),
          row(RefusalCode.EMBEDDED_OTHER_VERSION)
              .causedBy(
                  project -> {
                    project.use(embedded(project, "16"));
                    project.run(Goal.APPLY);
                    Files.move(home(project).resolveSibling("16"), home(project));
                    project.use(embedded(project, "17"));
                  })
              .refusedBy(Goal.APPLY)
              .says("To keep it, move it to ")
              .followedBy(
                  project -> {
                    Files.move(home(project), home(project).resolveSibling("16"));
                    project.use(embedded(project, "16"));
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.POSTGRES_VERSION)
              .causedBy(project -> project.use(embedded(project, "13")))
              .refusedBy(Goal.APPLY)
              .says("set postgresVersion to one of 14, 15, 16, 17, 18")
              .followedBy(
                  project -> {
                    project.use(embedded(project, "17"));
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.EMBEDDED_PATH)
              .causedBy(
                  project -> {
                    Path odd = Files.createDirectory(project.root().resolve("costs $HOME"));
                    project.use(embedded(odd, "17"));
                  })
              .refusedBy(Goal.APPLY)
              .says("set url to a server of your own.")
              .followedBy(ServerSettings::apply),
          row(RefusalCode.EMBEDDED_PORT_TAKEN)
              .causedBy(EmbeddedRefusals::applied)
              .refusedBy(
                  project -> {
                    try (ServerSocket other = listening(project)) {
                      project.run(Goal.APPLY);
                    }
                  })
              .says(HOME + "port to get another port")
              .followedBy(
                  project -> {
                    try (ServerSocket other = listening(project)) {
                      Files.delete(home(project).resolve("port"));
                      project.run(Goal.APPLY);
                    }
                  }),
          row(RefusalCode.EMBEDDED_FILES)
              .causedBy(project -> project.use(embedded(project.root().resolve("not-there"), "17")))
              .refusedBy(Goal.APPLY)
              .says("not-there does not exist; create it.")
              .followedBy(
                  project -> {
                    Files.createDirectory(project.root().resolve("not-there"));
                    project.run(Goal.APPLY);
                  }),
          row(RefusalCode.BINARIES_NOT_UNPACKED)
              .refusedBy(project -> withUserHome(project, "damaged"))
              .says("whether the downloaded archive is complete.")
              .followedBy(project -> withUserHome(project, "")),
          row(RefusalCode.USER_HOME_MISSING)
              .refusedBy(
                  project -> {
                    String home = System.setProperty("user.home", "");
                    try {
                      project.run(Goal.APPLY);
                    } finally {
                      System.setProperty("user.home", home);
                    }
                  })
              .says("set one with -Duser.home=<directory>.")
              .followedBy(project -> project.run(Goal.APPLY)),
          row(RefusalCode.EMBEDDED_NOT_STARTED)
              .causedBy(
                  project -> {
                    applied(project);
                    Files.delete(home(project).resolve("data/global/pg_control"));
                  })
              .refusedBy(Goal.APPLY)
              .says("if the database itself is damaged, start again from the history with " + FRESH)
              .followedBy(project -> reset(project, true)),
          row(RefusalCode.TEST_DATABASE_IN_USE)
              .refusedBy(
                  project -> {
                    try (EmbeddedServer server = local(project).postgres().start();
                        Connection other = LocalProject.connect(server, "postgres");
                        Statement statement = other.createStatement()) {
                      statement.execute("select pg_advisory_lock(x'6b697a616b695f74'::bigint)");
                      start(project).close();
                    }
                  })
              .says("Run again when it has ended.")
              .followedBy(project -> start(project).close()),
          row(RefusalCode.EMBEDDED_COMMAND_FAILED)
              .causedBy(
                  project -> {
                    start(project).close();
                    execute(project, "postgres", "alter database kizaki_test is_template true");
                  })
              .refusedBy(project -> start(project).close())
              .says("if that fails again, start again from the history with " + FRESH)
              .followedBy(
                  project -> {
                    reset(project, true);
                    start(project).close();
                  }),
          row(RefusalCode.EMBEDDED_COMMAND_FAILED)
              .causedBy(
                  project -> {
                    applied(project);
                    execute(project, "postgres", "create database kizaki_new is_template true");
                  })
              .refusedBy(project -> reset(project, false))
              .says("if that fails again, start again from the history with " + FRESH)
              .followedBy(project -> reset(project, true)),
          outside(RefusalCode.EMBEDDED_UNSUPPORTED, "another system: ServerPlatformTest"),
          outside(
              RefusalCode.EMBEDDED_OTHER_OWNER,
              "another account of the machine: ServerAccountTest"),
          outside(RefusalCode.NO_PORT, "occupies 12,000 ports"),
          outside(RefusalCode.EMBEDDED_STOPPED, "the server has to be killed while it starts"),
          outside(RefusalCode.EMBEDDED_NOT_STOPPED, "a server has to ignore that it is stopped"));

  private EmbeddedRefusals() {}

  /** The folder with the applied database of the first row that needs one. */
  private static Optional<Path> applied = Optional.empty();

  /** The embedded database has all migrations. Later rows get a copy of that of the first one. */
  private static void applied(BranchedProject project) throws IOException {
    Path folder = project.root().resolve(".kizaki");
    if (applied.filter(Files::isDirectory).isPresent()) {
      copy(applied.get(), folder);
      return;
    }
    project.run(Goal.APPLY);
    Path kept = project.root().resolveSibling("applied");
    copy(folder, kept);
    applied = Optional.of(kept);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static Path home(BranchedProject project) {
    return project.root().resolve(HOME);
  }

  private static LocalProject local(BranchedProject project) {
    return new LocalProject(project.root());
  }

  private static void execute(BranchedProject project, String database, String sql)
      throws SQLException {
    try (EmbeddedServer server = local(project).postgres().start();
        Connection connection = LocalProject.connect(server, database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void reset(BranchedProject project, boolean fresh) {
    new Kizaki(new RecordedLines())
        .reset(new ResetRequest(project.project(), project.database(), fresh));
  }

  private static StartedDatabase start(BranchedProject project) {
    return new Kizaki(new RecordedLines())
        .start(new StartRequest(project.project(), project.database(), Optional.empty()));
  }

  private static void forgetUsers(BranchedProject project) throws IOException {
    try (DirectoryStream<Path> users =
        Files.newDirectoryStream(home(project).resolve("users"), "*.user")) {
      for (Path user : users) {
        Files.delete(user);
      }
    }
  }

  private static ServerSocket listening(BranchedProject project) throws IOException {
    Path port = home(project).resolve("port");
    Path kept = project.root().resolve("port");
    if (Files.notExists(kept)) {
      Files.copy(port, kept);
    }
    return new ServerSocket(
        Integer.parseInt(Files.readString(kept).strip()),
        1,
        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  private static DatabaseSettings embedded(BranchedProject project, String version) {
    return embedded(project.root(), version);
  }

  private static DatabaseSettings embedded(Path directory, String version) {
    return settings(directory, version, "");
  }

  /**
   * @param damage what is written to the downloaded archive; empty for a complete archive
   */
  private static DatabaseSettings settings(Path directory, String version, String damage) {
    return TestRequests.database(
        new DatabaseLocation.Embedded(
            directory,
            version,
            (artifact, binaries) -> {
              if (damage.isEmpty()) {
                return TestBinaries.folder().resolve(artifact + "-" + binaries + ".jar");
              }
              try {
                return Files.writeString(directory.resolve("archive.jar"), damage);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  /** Applies as a user who has no programs of PostgreSQL yet. */
  private static void withUserHome(BranchedProject project, String damage) {
    String home = System.setProperty("user.home", project.root().resolve("home").toString());
    try {
      project.use(settings(project.root(), "17", damage));
      project.run(Goal.APPLY);
    } finally {
      System.setProperty("user.home", home);
    }
  }
}
