package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AdoptRequest;
import dev.kizaki.engine.api.AdoptResult;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A database that existed before its project, and the project that adopts it. */
record AdoptedDatabase(Path root, TestDatabase database) {
  /** Runs SQL in the database. */
  AdoptedDatabase with(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return this;
  }

  /** The same project with another database. */
  AdoptedDatabase on(TestDatabase other) {
    return new AdoptedDatabase(root, other);
  }

  DatabaseSettings settings() {
    return new AppliedProject(root, database).database();
  }

  AdoptResult adopt(RecordedLines lines) {
    return adopt(lines, false);
  }

  AdoptResult adopt(RecordedLines lines, boolean split) {
    return new Kizaki(lines)
        .adopt(
            new AdoptRequest(
                AppliedProject.project(root),
                settings(),
                split,
                (artifact, version) ->
                    TestBinaries.folder().resolve(artifact + "-" + version + ".jar")));
  }

  /** What {@code apply} reports. */
  String apply() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .apply(new ApplyRequest(AppliedProject.project(root), settings(), Optional.empty()));
    return lines.text();
  }

  /** What {@code plan} reports. */
  String plan() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).plan(AppliedProject.planning(AppliedProject.project(root), settings()));
    return lines.text();
  }

  /** What {@code plan} reports with answers. */
  String plan(String answers) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .plan(
            TestRequests.plan(
                AppliedProject.project(root),
                settings(),
                Optional.empty(),
                Optional.of(answers).filter(each -> !each.isEmpty()),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
    return lines.text();
  }

  /** What {@code status -Dkizaki.compare} reports; every state fails, with what was reported. */
  String statusOfMeanings() {
    RecordedLines lines = new RecordedLines();
    try {
      new Kizaki(lines)
          .status(
              new StatusRequest(
                  AppliedProject.project(root),
                  settings(),
                  Set.of(FailOn.values()),
                  Optional.empty(),
                  false,
                  false,
                  true));
    } catch (Refusal refusal) {
      throw new AssertionError(lines.text(), refusal);
    }
    return lines.text();
  }

  /** What {@code status} reports; every state fails. */
  String status() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(
            TestRequests.status(AppliedProject.project(root), settings(), Set.of(FailOn.values())));
    return lines.text();
  }

  /** What {@code status} reports with the default of {@code failOn}. */
  String statusOfDefault() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(TestRequests.status(AppliedProject.project(root), settings(), FailOn.DEFAULT));
    return lines.text();
  }

  Path schemaFile() {
    return AppliedProject.project(root).schemaDirectory().resolve("schema.inspire");
  }

  String schema() throws IOException {
    return Files.readString(schemaFile());
  }

  String planText() throws IOException {
    return Files.readString(root.resolve("migrations/0001_adopt/plan.migration"));
  }

  /** The objects of the database. */
  List<String> dump() throws SQLException {
    try (Connection connection = database.connect()) {
      return CatalogDump.of(connection, "public");
    }
  }
}
