package dev.kizaki.it;

import dev.kizaki.engine.testing.GitProject;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.CommandLineConfigurationException;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.MavenCommandLineBuilder;
import org.apache.maven.shared.invoker.MavenInvocationException;
import org.apache.maven.shared.utils.cli.Commandline;

/**
 * A user's project on disk, under {@code target/projects}, in which Maven is run. The nested Maven
 * uses the same repository and settings as the projects under {@code src/it}.
 */
final class UserProject {
  private static final Path SETTINGS = Path.of("src/it/settings.xml");
  private static final Path SECURITY = Path.of("src/it/settings-security.xml");

  /**
   * The placeholders between {@code @} in the POMs under {@code src/it}, and the system properties
   * with their values.
   */
  private static final Map<String, String> VERSIONS =
      Map.of(
          "project.version", "it.version",
          "dep.junit.version", "it.junitVersion",
          "dep.liquibase.version", "it.liquibaseVersion",
          "dep.postgresql.version", "it.postgresqlVersion",
          "it.picocli.version", "it.picocliVersion",
          "it.spring-boot.version", "it.springBootVersion");

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>dev.kizaki.it</groupId>
        <artifactId>%s</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
        <build>
          <plugins>
            <plugin>
              <groupId>dev.kizaki</groupId>
              <artifactId>kizaki-maven-plugin</artifactId>
              <version>%s</version>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  private static final String MODULE =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <parent>
          <groupId>dev.kizaki.it</groupId>
          <artifactId>%s</artifactId>
          <version>1</version>
        </parent>
        <artifactId>%s</artifactId>
        <packaging>pom</packaging>
        <properties></properties>
      </project>
      """;

  private final Path directory;

  /** The {@code -D…} parameters of each command line. */
  private final Map<String, String> given = new TreeMap<>();

  private final Map<String, String> environment = new TreeMap<>();
  private Optional<Path> home = Optional.empty();
  private boolean offline;

  private UserProject(Path directory) {
    this.directory = directory;
  }

  /** A project without a schema, in its own directory, which contains only the POM. */
  static UserProject named(String name) {
    UserProject project = new UserProject(Path.of("target/projects", name).toAbsolutePath());
    project.delete();
    project.write("pom.xml", POM.formatted(name, property("it.version")));
    return project;
  }

  /**
   * A copy of a project under {@code src/it}, as maven-invoker-plugin makes it.
   *
   * @param name the name of the project's directory and of the copy
   */
  static UserProject example(String name) {
    UserProject project = named(name);
    Path original = Path.of("src/it", name);
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        project.write(original.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String pom = project.read("pom.xml");
    for (Map.Entry<String, String> version : VERSIONS.entrySet()) {
      pom = pom.replace("@" + version.getKey() + "@", property(version.getValue()));
    }
    return project.write("pom.xml", pom);
  }

  /** Uses this database, as its superuser, in all following builds. */
  UserProject using(TestDatabase database) {
    given.put("kizaki.url", database.jdbcUrl());
    given.put("kizaki.username", database.username());
    given.put("kizaki.password", database.password());
    return this;
  }

  /** Adds {@code -Dkizaki.<name>=<value>} to the command line of all following builds. */
  UserProject with(String name, String value) {
    given.put("kizaki." + name, value);
    return this;
  }

  /** Sets a variable of the environment in all following builds. */
  UserProject environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Binds {@code plan} to its phase in all following builds. */
  UserProject planningInItsPhase() {
    return write(
        "pom.xml",
        read("pom.xml")
            .replace(
                "      </plugin>",
                "        <executions><execution><goals><goal>plan</goal></goals></execution>"
                    + "</executions>\n      </plugin>"));
  }

  /**
   * Uses this folder as the user's home directory, where kizaki keeps files.
   *
   * @param folder a path without spaces, because Maven's start script splits options at spaces
   */
  UserProject at(Path folder) {
    home = Optional.of(folder);
    return this;
  }

  /** Runs all following builds offline, with Maven's local repository only. */
  UserProject offline() {
    offline = true;
    return this;
  }

  /** Makes the project a parent of modules, each in a directory of its name. */
  UserProject modules(String... names) {
    String parent = read("pom.xml");
    String id = directory.getFileName().toString();
    StringBuilder list = new StringBuilder();
    for (String name : names) {
      list.append("    <module>").append(name).append("</module>\n");
      write(name + "/pom.xml", MODULE.formatted(id, id + "-" + name));
    }
    return write(
        "pom.xml", parent.replace("  <build>", "  <modules>\n" + list + "  </modules>\n  <build>"));
  }

  /** Git in the project's directory. */
  GitProject git() {
    return new GitProject(directory);
  }

  Path directory() {
    return directory;
  }

  /** Replaces the whole schema. */
  UserProject schema(String text) {
    return write("src/main/inspire/schema.inspire", text);
  }

  UserProject write(String file, String text) {
    try {
      Files.createDirectories(directory.resolve(file).getParent());
      Files.writeString(directory.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file except the schema and the POM, with its text, by path. */
  Map<String, String> written() {
    Map<String, String> files = new TreeMap<>();
    for (Path file : files()) {
      String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
      if (Files.isRegularFile(file) && !name.startsWith("src/") && !name.equals("pom.xml")) {
        files.put(name, read(name));
      }
    }
    return files;
  }

  /** Every file in the migrations directory, with its text, by its path in the project. */
  Map<String, String> migrations() {
    Map<String, String> files = new TreeMap<>();
    for (Path file : files()) {
      Path name = directory.relativize(file);
      if (name.startsWith("migrations") && Files.isRegularFile(file)) {
        files.put(name.toString().replace(File.separatorChar, '/'), read(name.toString()));
      }
    }
    return files;
  }

  /**
   * Runs Maven.
   *
   * @param arguments goals and options, as on the command line, split at spaces
   */
  Build maven(String arguments) {
    return maven(arguments, Map.of());
  }

  /**
   * Runs Maven with parameters for this build only.
   *
   * @param parameters values by name without {@code kizaki.}
   */
  Build maven(String arguments, Map<String, String> parameters) {
    return maven(List.of(arguments.split(" ")), parameters);
  }

  /**
   * Runs Maven with arguments that may contain spaces.
   *
   * @param arguments goals and options
   */
  Build maven(List<String> arguments) {
    return maven(arguments, Map.of());
  }

  private Build maven(List<String> arguments, Map<String, String> parameters) {
    List<String> log = new ArrayList<>();
    InvocationRequest request = request(arguments, parameters);
    request.setOutputHandler(log::add);
    request.setErrorHandler(log::add);
    try {
      return new Build(new DefaultInvoker().execute(request).getExitCode(), log);
    } catch (MavenInvocationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts Maven without waiting for its end. */
  RunningBuild launch(String arguments) {
    try {
      Commandline command =
          new MavenCommandLineBuilder().build(request(List.of(arguments.split(" ")), Map.of()));
      // As one line, the command would run in a shell, which would not pass signals on to Maven.
      List<String> line =
          new ArrayList<>(List.of(Path.of(property("it.mavenHome"), "bin", "mvn").toString()));
      line.addAll(List.of(command.getArguments()));
      ProcessBuilder builder =
          new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
      for (String variable : command.getEnvironmentVariables()) {
        int equals = variable.indexOf('=');
        builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
      }
      return new RunningBuild(builder.start());
    } catch (CommandLineConfigurationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InvocationRequest request(List<String> arguments, Map<String, String> parameters) {
    InvocationRequest request = new DefaultInvocationRequest();
    request.setBaseDirectory(directory.toFile());
    request.addArgs(arguments);
    request.setProperties(properties(parameters));
    request.setBatchMode(true);
    request.setNoTransferProgress(true);
    request.setOffline(offline || Boolean.parseBoolean(property("it.offline")));
    request.setMavenHome(new File(property("it.mavenHome")));
    request.setMavenOpts(
        property("it.mavenOpts") + home.map(folder -> " -Duser.home=" + folder).orElse(""));
    Path settings = Path.of(property("user.home"), ".m2", "settings.xml");
    if (Files.exists(settings)) {
      request.setUserSettingsFile(settings.toFile());
    }
    request.setLocalRepositoryDirectory(new File(property("it.repository")));
    request.setGlobalSettingsFile(settings());
    environment.forEach(request::addShellEnvironment);
    return request;
  }

  /**
   * Starts Maven in a terminal.
   *
   * @param arguments goals and options, as on the command line
   * @param suffix appended to the command line, such as {@code | cat}
   */
  Terminal terminal(String arguments, String suffix) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(property("it.mavenHome"), "bin", "mvn").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.add("-Dmaven.repo.local=" + property("it.repository"));
    command.add("-Dstyle.color=never");
    command.add("-gs");
    command.add(settings().getPath());
    if (Boolean.parseBoolean(property("it.offline"))) {
      command.add("-o");
    }
    properties(Map.of()).forEach((name, value) -> command.add("-D" + name + "=" + value));
    return Terminal.start(directory, property("it.mavenOpts"), command, suffix);
  }

  private Properties properties(Map<String, String> parameters) {
    Properties properties = new Properties();
    if (!offline) {
      properties.setProperty("aether.offline.protocols", "file");
    }
    properties.setProperty("settings.security", SECURITY.toAbsolutePath().toString());
    properties.putAll(given);
    parameters.forEach((name, value) -> properties.setProperty("kizaki." + name, value));
    return properties;
  }

  /** The settings with the URL of the outer build's local repository. */
  private static File settings() {
    Path file = Path.of("target/projects/settings.xml").toAbsolutePath();
    String address = Path.of(property("it.outerRepository")).toUri().toString();
    try {
      Files.writeString(
          file,
          Files.readString(SETTINGS).replace("@localRepositoryUrl@", address),
          StandardCharsets.UTF_8);
      return file.toFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set: run this test by `mvn verify`");
    }
    return value;
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete() {
    if (Files.exists(directory)) {
      files().stream().sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
