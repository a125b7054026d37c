package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/** A project whose schema has objects in SQL, and a database. */
record ObjectProject(Path root, TestDatabase database) {
  /** Writes the schema, plans and applies. Returns the plan. */
  String migrate(String schema) throws Exception {
    String plan = plan(schema);
    apply();
    return plan;
  }

  String plan(String schema) throws Exception {
    AppliedProject.write(root, "src/main/inspire/schema.inspire", schema);
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), settings().database()));
    try (var migrations = Files.list(root.resolve("migrations"))) {
      Path last = migrations.filter(Files::isDirectory).sorted().reduce((a, b) -> b).orElseThrow();
      return Files.readString(last.resolve("plan.migration"));
    }
  }

  void apply() {
    new Kizaki(new RecordedLines())
        .apply(
            new ApplyRequest(
                AppliedProject.project(root), settings().database(), Optional.empty()));
  }

  /** What status prints; fails if the goal fails on drift. */
  String status(boolean compare) {
    RecordedLines lines = new RecordedLines();
    status(compare, lines);
    return lines.text();
  }

  void status(boolean compare, RecordedLines lines) {
    new Kizaki(lines)
        .status(
            new StatusRequest(
                AppliedProject.project(root),
                settings().database(),
                Set.of(FailOn.values()),
                Optional.empty(),
                false,
                false,
                compare));
  }

  void execute(String... commands) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  String value(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private AppliedProject settings() {
    return new AppliedProject(root, database);
  }
}
