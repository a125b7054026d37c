package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two modules with one database, built at the same time. */
final class SharedDatabaseIT {
  private static final String PARALLEL = "-T 2 --fail-at-end ";
  private static final String DONE = "[INFO] Done.";

  @Test
  void modulesWithSeparateSchemasShareADatabase() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase();
        Connection connection = database.connect()) {
      UserProject project = modules("shared-database").using(database);
      property(project, "tasks", "databaseSchema", "tasks");
      property(project, "orders", "databaseSchema", "orders");
      Build build = project.maven(PARALLEL + "kizaki:plan kizaki:apply kizaki:status");

      assertThat(build.exitCode()).as("%s", build.log()).isZero();
      assertThat(build.log())
          .filteredOn(line -> line.equals(DONE) || line.contains("Latest applied"))
          .containsExactlyInAnyOrder(
              DONE,
              DONE,
              "[INFO] Latest applied: 0001_tasks",
              "[INFO] Latest applied: 0001_orders");
      assertThat(build.log()).noneMatch(line -> line.startsWith("[WARNING]"));
      assertThat(tables(connection, "tasks")).containsExactly("__kizaki_migration", "task");
      assertThat(tables(connection, "orders")).containsExactly("__kizaki_migration", "order");
      assertThat(DatabaseText.of(connection)).isEmpty();
    }
  }

  /**
   * Without {@code databaseSchema} both modules use the same schema, so the second module is
   * refused.
   */
  @Test
  void refusesTheSecondModuleInTheSameSchema() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase();
        Connection connection = database.connect()) {
      UserProject project = modules("shared-schema");
      // The modules are planned without a database.
      assertThat(project.maven("kizaki:plan").exitCode()).isZero();
      Build build = project.using(database).maven(PARALLEL + "kizaki:apply");
      assertThat(build.exitCode()).isNotZero();
      assertThat(build.log()).filteredOn(DONE::equals).hasSize(1);
      boolean tasksFirst = tables(connection, "public").contains("task");
      String first = tasksFirst ? "tasks" : "orders";
      String second = tasksFirst ? "orders" : "tasks";
      List<String> content = DatabaseText.of(connection);
      assertThat(tables(connection, "public"))
          .containsExactly("__kizaki_migration", tasksFirst ? "task" : "order");
      assertRefused(build, second, first);

      build = project.maven(PARALLEL + "kizaki:apply");
      assertThat(build.exitCode()).isNotZero();
      assertThat(build.log()).filteredOn("[INFO] Nothing to apply."::equals).hasSize(1);
      assertRefused(build, second, first);
      assertThat(DatabaseText.of(connection)).isEqualTo(content);

      property(project, second, "databaseSchema", second);
      assertThat(project.maven(PARALLEL + "kizaki:apply").exitCode()).isZero();
      assertThat(DatabaseText.of(connection)).isEqualTo(content);
      assertThat(tables(connection, second)).hasSize(2);
    }
  }

  private static void assertRefused(Build build, String module, String other) {
    assertThat(build.log())
        .filteredOn(line -> line.contains("Failed to execute goal"))
        .singleElement()
        .asString()
        .endsWith(
            "-"
                + module
                + ": The database contains the history of another project: 0001_"
                + other
                + " is not in the migrations directory; use a databaseSchema of this project's own. [KIZ502]"
                + " -> [Help 1]");
    assertThat(build.log()).noneMatch(line -> line.startsWith("\tat "));
  }

  private static UserProject modules(String name) {
    UserProject project = UserProject.named(name).modules("tasks", "orders");
    project.write("tasks/src/main/inspire/task.inspire", "entity Task {\n  title: string\n}\n");
    project.write("orders/src/main/inspire/order.inspire", "entity Order {\n  price: int\n}\n");
    property(project, "tasks", "name", "tasks");
    return property(project, "orders", "name", "orders");
  }

  /** Sets a property in the POM of one module. */
  private static UserProject property(
      UserProject project, String module, String name, String value) {
    String pom = module + "/pom.xml";
    String element = "<kizaki.%1$s>%2$s</kizaki.%1$s>".formatted(name, value);
    return project.write(
        pom, project.read(pom).replace("</properties>", element + "</properties>"));
  }

  private static List<String> tables(Connection connection, String schema) throws Exception {
    return DatabaseText.column(
        connection,
        "select tablename from pg_tables where schemaname = '"
            + schema
            + "' order by tablename collate \"C\"");
  }
}
