package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that {@code mvn package} writes, run without Maven. */
final class BundleIT {
  private static final String EXECUTION =
      "        <executions><execution><goals><goal>bundle</goal></goals></execution></executions>\n";
  private static final String JAR = "target/tasks-migrations.jar";
  private static final String INITIAL = "entity Task {\n  title: string\n}\n";
  private static final String SECOND =
      "entity Task {\n  title: string @unique\n  done: boolean = false\n}\n";

  private static UserProject project;

  @TempDir private Path directory;

  private TestDatabase database;

  @BeforeAll
  static void write() {
    project = UserProject.named("tasks").schema(INITIAL);
    assertThat(project.maven("kizaki:plan").exitCode()).isZero();
    project.schema(SECOND);
    project.write(
        "pom.xml",
        project.read("pom.xml").replace("      </plugin>", EXECUTION + "      </plugin>"));
    // The first migration is not pending any more for a plan that knows a database.
    try (TestDatabase applied = PostgresServers.version(17).freshDatabase()) {
      Map<String, String> parameters =
          Map.of(
              "url", applied.jdbcUrl(),
              "username", applied.username(),
              "password", applied.password());
      assertThat(project.maven("kizaki:apply", parameters).exitCode()).isZero();
      assertThat(project.maven("kizaki:plan", parameters).exitCode()).isZero();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    Build build = project.maven("package");
    assertThat(build.exitCode()).isZero();
    assertThat(build.transcript())
        .matches(
            "(?s)\\$ kizaki:bundle\nWritten target/tasks-migrations.jar \\(\\d\\.\\d MB\\): 2"
                + " migrations, the latest is 0002_\\w+\\.\nBUILD SUCCESS\n");
  }

  @BeforeEach
  void open() {
    database = PostgresServers.version(17).freshDatabase();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private static Path jar() {
    return project.directory().resolve(JAR);
  }

  private static String latest() {
    return project.migrations().keySet().stream()
        .filter(file -> file.startsWith("migrations/0002"))
        .map(file -> file.split("/")[1])
        .findFirst()
        .orElseThrow();
  }

  /** The bundle with the database in its environment. */
  private Bundle bundle() {
    return onDatabase(Bundle.of(jar()));
  }

  private Bundle onDatabase(Bundle bundle) {
    return bundle
        .with("KIZAKI_URL", database.jdbcUrl())
        .with("KIZAKI_USERNAME", database.username())
        .with("KIZAKI_PASSWORD", database.password());
  }

  /** {@code host:port/name} of the database. */
  private String address() {
    return database.jdbcUrl().replaceFirst("jdbc:postgresql://([^?]*).*", "$1");
  }

  private static void assertApplied(Bundle.Ended ended) {
    assertThat(ended)
        .isEqualTo(
            new Bundle.Ended(
                0,
                ended.out().lines().findFirst().orElse("")
                    + "\nApplying 0001_initial...\nApplying %s...\nDone.\n".formatted(latest()),
                ""));
  }

  @Test
  void doesWhatTheGoalsDo() {
    Bundle bundle = bundle();
    Bundle.Ended pending = bundle.run("status", "--fail-on=pending");
    assertThat(pending.exitCode()).isEqualTo(4);
    assertThat(pending.lines())
        .isEqualTo(
            "Latest committed: %s\nLatest applied: none\nSource drift: unknown (no sources)\n"
                .formatted(latest()));
    assertThat(pending.err())
        .isEqualTo(
            "error: Pending: 0001_initial, %s; run `java -jar %s apply`. [KIZ315]\n"
                .formatted(latest(), jar()));
    assertThat(bundle.run("dry-run").lines())
        .startsWith("Migration 0001_initial\n- add entity Task {\n")
        .endsWith("No changes applied.\n");
    assertThat(bundle.run("apply", "--target=1").lines())
        .isEqualTo("Applying 0001_initial...\nDone.\n");
    assertThat(bundle.run("apply").lines())
        .isEqualTo("Applying %s...\nDone.\n".formatted(latest()));
    assertThat(bundle.run("apply"))
        .extracting(Bundle.Ended::exitCode, Bundle.Ended::lines, Bundle.Ended::err)
        .containsExactly(0, "Nothing to apply.\n", "");
    assertThat(bundle.run("abort").lines()).isEqualTo("Nothing is in progress.\n");

    Build build =
        project.maven(
            "kizaki:status",
            Map.of(
                "url", database.jdbcUrl(),
                "username", database.username(),
                "password", database.password(),
                "failOn", "drift,unresolved,history,pending,database"));
    assertThat(build.exitCode()).as(build.transcript()).isZero();
  }

  @Test
  void theSameHistoryGivesTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(jar());
    UserProject copy = UserProject.named("copy");
    copy.write("pom.xml", project.read("pom.xml"));
    copy.schema(SECOND);
    project.migrations().forEach(copy::write);
    copy.environment("TZ", "Pacific/Auckland").environment("LC_ALL", "C");
    assertThat(copy.maven("package").exitCode()).isZero();
    assertThat(Files.readAllBytes(copy.directory().resolve(JAR))).isEqualTo(first);
    assertThat(copy.maven("kizaki:bundle -Dproject.build.outputTimestamp=2026-11-01T00:00:00Z"))
        .satisfies(build -> assertThat(build.exitCode()).isZero());
    assertThat(Files.readAllBytes(copy.directory().resolve(JAR)))
        .hasSameSizeAs(first)
        .isNotEqualTo(first);
  }

  @Test
  void itContainsOnlyWhatItNeeds() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .doesNotHaveDuplicates()
          .contains("META-INF/kizaki/history", "org/postgresql/Driver.class")
          .anyMatch(name -> name.matches("META-INF/licenses/.*antlr4-runtime/LICENSE.txt"))
          .anyMatch(name -> name.matches("META-INF/licenses/.*kizaki/LICENSE"))
          .anyMatch(name -> name.matches("META-INF/licenses/postgresql-.*/LICENSE"))
          .anyMatch(name -> name.matches("META-INF/licenses/jackson-core-.*/NOTICE"))
          .noneMatch(
              name ->
                  name.startsWith("liquibase/")
                      || name.startsWith("org/eclipse/")
                      || name.startsWith("org/tukaani/")
                      || name.startsWith("org/apache/maven/")
                      || name.contains("module-info")
                      || name.startsWith("META-INF/versions/"));
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .isEqualTo(UserProject.property("it.version"));
    }
    assertThat(Files.size(jar())).isLessThan(7_000_000);
    assertThat(Bundle.of(jar()).run("--version").out())
        .isEqualTo("kizaki " + UserProject.property("it.version") + "\n");
  }

  /** A JRE of few modules, as one finds it in small images of containers. */
  @Test
  void runsOnASmallJre() throws Exception {
    Path jre = directory.resolve("jre");
    Process jlink =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules",
                "java.sql,java.naming,java.management,java.security.jgss",
                "--output",
                jre.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(Bundle.end(jlink).exitCode()).isZero();
    Bundle bundle = bundle().on(jre.resolve("bin/java"));
    assertApplied(bundle.run("apply"));
    assertThat(bundle.run("status", "--format=json", "--compare").exitCode()).isZero();
    assertThat(bundle.run("dry-run", "--sql").exitCode()).isZero();
  }

  /**
   * A user without rights, in directories that it cannot write. If the tests do not run as root,
   * their user is the one without rights.
   */
  @Test
  void runsAsANormalUserOnAReadOnlyFileSystem() throws Exception {
    Path readOnly = Files.createTempDirectory("bundle");
    Path jar = Files.copy(jar(), readOnly.resolve("tasks-migrations.jar"));
    assertThat(readOnly.toFile().setReadable(true, false)).isTrue();
    assertThat(readOnly.toFile().setExecutable(true, false)).isTrue();
    assertThat(readOnly.toFile().setWritable(false, false)).isTrue();
    try {
      Bundle plain = Bundle.of(jar);
      List<String> options = new ArrayList<>(plain.options());
      options.addAll(List.of("-Djava.io.tmpdir=" + readOnly, "-Duser.home=" + readOnly));
      Bundle bundle =
          onDatabase(
              new Bundle(otherUser(), plain.java(), options, jar, readOnly, plain.variables()));
      assertApplied(bundle.run("apply"));
      for (String command : List.of("apply", "dry-run", "status", "abort")) {
        assertThat(bundle.run(command).exitCode()).isZero();
        assertThat(bundle.run(command, "--format=json").exitCode()).isZero();
      }
      try (Stream<Path> files = Files.list(readOnly)) {
        assertThat(files).containsExactly(jar);
      }
    } finally {
      assertThat(readOnly.toFile().setWritable(true, true)).isTrue();
      Files.delete(jar);
      Files.delete(readOnly);
    }
  }

  /** What runs a command as the user nobody, if this JVM runs as root. */
  private static List<String> otherUser() throws Exception {
    String id = Bundle.end(new ProcessBuilder("id", "-u").start()).out().strip();
    return id.equals("0")
        ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        : List.of();
  }

  @Test
  void eachFormOfAnAddress() throws IOException {
    String credentials = database.username() + ":" + database.password();
    Bundle bundle = Bundle.of(jar());
    for (String url :
        List.of(
            "postgresql://" + credentials + "@" + address(),
            "postgres://" + credentials + "@" + address() + "?connect_timeout=5",
            "jdbc:postgresql://%s?user=%s&password=%s"
                .formatted(address(), database.username(), database.password()))) {
      assertThat(bundle.with("KIZAKI_URL", url).run("status"))
          .satisfies(
              ended -> {
                assertThat(ended.exitCode()).isZero();
                assertThat(ended.out()).doesNotContain(database.password());
              });
      Bundle.Ended option = bundle.run("status", "--url=" + url);
      assertThat(option.exitCode()).isEqualTo(2);
      assertThat(option.err()).contains("contains a password").doesNotContain(database.password());
    }

    Path password = Files.writeString(directory.resolve("password"), database.password() + "\n");
    String[] options = {
      "apply",
      "--url=postgresql://" + address(),
      "--username=" + database.username(),
      "--password-file=" + password
    };
    assertApplied(bundle.run(options));

    Path properties =
        Files.writeString(
            directory.resolve("kizaki.properties"),
            "url=postgresql://%s\nusername=%s\npassword=%s\nfail-on=pending,database\n"
                .formatted(address(), database.username(), database.password()));
    assertThat(bundle.run("status", "--config=" + properties).exitCode()).isZero();
    assertThat(
            bundle
                .with("KIZAKI_URL", "postgresql://localhost:1/x")
                .run("status", "--config=" + properties)
                .exitCode())
        .isEqualTo(3);
  }

  @Test
  void twentyAtOnce() {
    Bundle bundle = bundle();
    List<Process> running =
        Stream.generate(() -> bundle.start("apply", "--lock-timeout=1 min")).limit(20).toList();
    List<Bundle.Ended> ended = running.stream().map(Bundle::end).toList();
    assertThat(ended).allSatisfy(each -> assertThat(each.exitCode()).as(each.toString()).isZero());
    for (String migration : List.of("0001_initial", latest())) {
      String line = "Applying %s...".formatted(migration);
      assertThat(ended.stream().flatMap(each -> each.out().lines()).filter(line::equals))
          .hasSize(1);
    }
    assertThat(bundle.run("status", "--fail-on=pending,database").exitCode()).isZero();
  }

  @Test
  void aKilledRunIsRepeatedByTheSameCommand() throws Exception {
    Bundle bundle = bundle();
    assertThat(bundle.run("apply", "--target=1").exitCode()).isZero();
    try (Connection others = database.connect();
        Statement statement = others.createStatement()) {
      others.setAutoCommit(false);
      statement.execute("LOCK TABLE task IN ROW EXCLUSIVE MODE");
      Process waiting = bundle.start("apply", "--lock-timeout=2 min");
      BufferedReader lines = waiting.inputReader(StandardCharsets.UTF_8);
      String line = lines.readLine();
      while (line != null && !line.startsWith("Applying ")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("Applying %s...", latest());
      assertThat(waiting.isAlive()).isTrue();
      waiting.destroyForcibly().waitFor();
      others.rollback();
    }
    assertThat(bundle.run("status", "--fail-on=pending").exitCode()).isEqualTo(4);
    assertThat(bundle.run("apply").lines())
        .isEqualTo("Applying %s...\nDone.\n".formatted(latest()));
    assertThat(bundle.run("status", "--fail-on=pending,database").exitCode()).isZero();
  }

  @Test
  void refusalsNameThisProgram() throws Exception {
    Bundle bundle = bundle();
    assertThat(bundle.run("apply").exitCode()).isZero();
    try (Connection others = database.connect();
        Statement statement = others.createStatement()) {
      statement.execute("ALTER TABLE task ALTER COLUMN title TYPE varchar(100)");
      statement.execute("DELETE FROM __kizaki_migration WHERE number = 2");
      statement.execute("ALTER TABLE task DROP COLUMN done");
    }
    Bundle.Ended drifted = bundle.run("apply");
    assertThat(drifted.exitCode()).isEqualTo(1);
    assertThat(drifted.err())
        .startsWith("error: ")
        .contains("--allow-drift", "`java -jar " + jar() + " apply`")
        .doesNotContain("-Dkizaki.allowDrift", "mvn kizaki:apply", "mvn kizaki:status");
    Bundle.Ended json = bundle.run("apply", "--format=json");
    assertThat(json.exitCode()).isEqualTo(1);
    assertThat(json.err()).isEmpty();
    assertThat(json.out())
        .contains("{\"type\":\"error\",\"code\":\"KIZ316\",\"text\":\"")
        .endsWith("{\"type\":\"end\",\"exitCode\":1}\n");
  }

  @Test
  void eachLineIsJson() throws IOException {
    for (String command : List.of("dry-run", "apply", "apply", "status", "abort", "plan")) {
      Bundle.Ended ended = bundle().run(command, "--format=json");
      assertThat(ended.err()).isEmpty();
      assertThat(ended.out().lines()).isNotEmpty();
      for (String line : ended.out().lines().toList()) {
        assertThat(line).startsWith("{\"type\":\"");
        try (JsonParser parser = new JsonFactory().createParser(line)) {
          parser.nextToken();
          parser.skipChildren();
          assertThat(parser.nextToken()).isNull();
        }
      }
      assertThat(ended.out()).endsWith("}\n").contains("{\"type\":\"end\",\"exitCode\":");
    }
    assertThat(bundle().run("status", "--format=json").out())
        .contains("{\"type\":\"status\",\"status\":{\"format\":1,")
        .contains("\"applied\":\"" + latest() + "\"");
  }

  @Test
  void hostileArgumentsAreRefused() {
    Bundle bundle = bundle();
    for (String[] arguments :
        new String[][] {
          {},
          {""},
          {"apply", ""},
          {"apply", "--url="},
          {"apply", "--target=1", "--target=2"},
          {"apply", "--unknown"},
          {"apply", "--\u001b[31m"},
          {"apply", "--ahead=\n"},
          {"apply", "--lock-timeout=-1"},
          {"apply", "--online=\u00fc\ud83d\ude00"},
          {"apply", "status"},
          {"apply", "--config=/proc/self/mem"},
          {"apply", "--format=yaml"},
        }) {
      Bundle.Ended ended = bundle.run(arguments);
      assertThat(ended.exitCode()).as(String.join(" ", arguments)).isEqualTo(2);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .startsWith("error: ")
          .endsWith("--help` to see the commands and options.\n")
          .doesNotContain("\u001b", "\tat ");
    }
    assertThat(bundle.with("KIZAKI_TARGT", "1").run("apply").exitCode()).isEqualTo(2);
    assertThat(bundle.run("apply", "--target=\u001b[31m\n").err())
        .contains("The parameter target names \\u001B[31m\\u000A, but there is no such migration.");
    assertThat(bundle.run("status", "--fail-on=pending").exitCode()).isEqualTo(4);
  }

  @Test
  void aDamagedBundleIsRefused() throws IOException {
    String plan = "META-INF/kizaki/migrations/%s/plan.migration".formatted(latest());
    for (String entry : List.of("META-INF/kizaki/history", plan)) {
      Bundle.Ended missing = onDatabase(Bundle.of(without(entry))).run("apply");
      assertThat(missing.exitCode()).isEqualTo(3);
      assertThat(missing.err())
          .startsWith("error: The ")
          .contains("Build it again with `mvn kizaki:bundle`. [KIZ909]");
    }
    assertThat(bundle().run("status").lines()).contains("Latest applied: none");
  }

  /** A copy of the jar that lacks an entry. */
  private Path without(String entry) throws IOException {
    Path copy = Files.createTempFile(directory, "damaged", ".jar");
    Set<String> found = new HashSet<>();
    try (JarFile jar = new JarFile(jar().toFile());
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (ZipEntry each : jar.stream().toList()) {
        if (each.getName().equals(entry)) {
          found.add(entry);
        } else {
          zip.putNextEntry(new ZipEntry(each.getName()));
          jar.getInputStream(each).transferTo(zip);
          zip.closeEntry();
        }
      }
    }
    assertThat(found).containsExactly(entry);
    return copy;
  }

  @Test
  void aHistoryThatIsNotProvenIsNotBundled() {
    UserProject open = UserProject.named("open").schema(INITIAL);
    assertThat(open.maven("kizaki:plan").exitCode()).isZero();
    String plan = "migrations/0001_initial/plan.migration";
    open.write(plan, open.read(plan).replace("title: string", "title: text"));
    Build build = open.maven("kizaki:bundle");
    assertThat(build.exitCode()).isEqualTo(1);
    assertThat(build.transcript()).contains("[KIZ301]");
    assertThat(open.directory().resolve("target/open-migrations.jar")).doesNotExist();
  }
}
