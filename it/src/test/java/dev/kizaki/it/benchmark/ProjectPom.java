package dev.kizaki.it.benchmark;

/** The POMs of the projects that are built. */
final class ProjectPom {
  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>dev.kizaki.it</groupId>
        <artifactId>%s</artifactId>
        <version>1</version>
        <packaging>pom</packaging>%s
      </project>
      """;

  private static final String PLUGIN =
      """

      <build>
        <plugins>
          <plugin>
            <groupId>%s</groupId>
            <artifactId>%s</artifactId>
            <version>%s</version>%s
          </plugin>
        </plugins>
      </build>\
      """;

  private static final String DEPENDENCIES = "\n<dependencies>%s</dependencies>";
  private static final String DEPENDENCY =
      """

      <dependency>
        <groupId>%s</groupId>
        <artifactId>%s</artifactId>
        <version>%s</version>
      </dependency>
      """;

  private ProjectPom() {}

  static String withoutPlugin(String artifact) {
    return POM.formatted(artifact, "");
  }

  static String withKizaki(String artifact, String version) {
    return with(artifact, "dev.kizaki", "kizaki-maven-plugin", version, "");
  }

  static String withEmptyPlugin(String artifact) {
    return with(artifact, EmptyPlugin.GROUP, EmptyPlugin.ARTIFACT, EmptyPlugin.VERSION, "");
  }

  static String withFlyway(String artifact) {
    String version = Benchmark.property("benchmark.flywayVersion");
    return with(
        artifact,
        "org.flywaydb",
        "flyway-maven-plugin",
        version,
        DEPENDENCY.formatted("org.flywaydb", "flyway-database-postgresql", version) + driver());
  }

  static String withLiquibase(String artifact) {
    String version = Benchmark.property("benchmark.liquibaseVersion");
    return with(artifact, "org.liquibase", "liquibase-maven-plugin", version, driver());
  }

  private static String driver() {
    return DEPENDENCY.formatted(
        "org.postgresql", "postgresql", Benchmark.property("benchmark.postgresqlVersion"));
  }

  private static String with(
      String artifact, String group, String plugin, String version, String dependencies) {
    return POM.formatted(
        artifact,
        PLUGIN.formatted(
            group,
            plugin,
            version,
            dependencies.isEmpty() ? "" : DEPENDENCIES.formatted(dependencies)));
  }
}
