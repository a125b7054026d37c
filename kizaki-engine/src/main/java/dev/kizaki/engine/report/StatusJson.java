package dev.kizaki.engine.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.catalog.read.LiquibaseLock;
import dev.kizaki.engine.connect.DatabaseIdentity;
import dev.kizaki.engine.connect.DatabaseStatus;
import dev.kizaki.engine.connect.UncertainObjects;
import dev.kizaki.engine.file.AtomicFile;
import dev.kizaki.engine.jdbc.LockHolder;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.postgres.RestoringOrder;
import dev.kizaki.engine.project.OpenQuestion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The status as JSON, for programs. {@link #FORMAT} grows when a member changes its meaning or is
 * removed; a reader must ignore members that it does not know. docs/goals.md describes them.
 */
public final class StatusJson {
  static final int FORMAT = 1;

  private final JsonGenerator json;
  private final String schema;

  private StatusJson(JsonGenerator json, String schema) {
    this.json = json;
    this.schema = schema;
  }

  /** The JSON text, which ends with a line end. */
  public static String text(StatusReport report, List<String> failures, String schema) {
    StringWriter out = new StringWriter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(printer);
      new StatusJson(json, schema).status(report, failures);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.append('\n').toString();
  }

  /**
   * Writes a file atomically.
   *
   * @throws EnvironmentFailure when it cannot be written
   */
  public static void write(Path file, String text) {
    try {
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw cannot(file, "written", e);
    }
  }

  /**
   * Removes the file of an earlier run, so that it cannot be mistaken for the result of this run.
   */
  public static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw cannot(file, "replaced", e);
    }
  }

  private static EnvironmentFailure cannot(Path file, String verb, IOException e) {
    return new EnvironmentFailure(
        RefusalCode.OUTPUT_FILE,
        "%s could not be %s (%s); check the path and its permissions."
            .formatted(file, verb, e.getClass().getSimpleName()),
        e);
  }

  private void status(StatusReport report, List<String> failures) throws IOException {
    Optional<CatalogComparison> catalog = report.database().flatMap(DatabaseStatus::catalog);
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    database(report.reading().identity());
    text("committed", report.committed());
    text("applied", report.database().flatMap(DatabaseStatus::latest));
    json.writeBooleanField(
        "databaseReached",
        report.reading().identity().isPresent() && report.database().isPresent());
    texts("sourceDrift", report.sourceDrift());
    texts("pending", report.pending());
    inProgress(report.database().flatMap(DatabaseStatus::inProgress));
    expanded(report.database().map(DatabaseStatus::expanded).orElse(List.of()));
    json.writeArrayFieldStart("unresolved");
    for (OpenQuestion question : report.unresolved()) {
      json.writeStartObject();
      json.writeStringField("place", question.place());
      json.writeStringField("text", question.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    texts("history", Optional.of(report.historyProblems()));
    texts("changelog", Optional.of(report.changelog()));
    json.writeFieldName("databaseDrift");
    if (catalog.isPresent()) {
      drift(catalog.get().drift());
    } else {
      json.writeNull();
    }
    json.writeFieldName("unmanaged");
    if (catalog.isPresent()) {
      names(catalog.get().unmanaged().stream().map(CatalogObject::name).toList());
    } else {
      json.writeNull();
    }
    json.writeFieldName("notCompared");
    if (catalog.isPresent()) {
      names(
          report
              .database()
              .flatMap(DatabaseStatus::notCompared)
              .map(UncertainObjects::names)
              .orElse(List.of()));
    } else {
      json.writeNull();
    }
    text(
        "lockHolder",
        report.database().flatMap(DatabaseStatus::lockHolder).map(LockHolder::description));
    text(
        "liquibaseLock",
        report
            .database()
            .flatMap(state -> state.liquibase().lock())
            .map(LiquibaseLock::description));
    texts("failures", Optional.of(failures));
    json.writeEndObject();
  }

  private void database(Optional<DatabaseIdentity> opened) throws IOException {
    json.writeFieldName("database");
    if (opened.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("url", opened.get().jdbcUrl());
    json.writeBooleanField("embedded", opened.get().embedded());
    json.writeStringField("version", opened.get().version());
    json.writeStringField("schema", opened.get().schema());
    json.writeEndObject();
  }

  private void inProgress(Optional<MigrationInProgress> begun) throws IOException {
    json.writeFieldName("inProgress");
    if (begun.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("migration", begun.get().name());
    json.writeNumberField("stagesDone", begun.get().done());
    json.writeNumberField("stages", begun.get().stages());
    json.writeStringField("doing", begun.get().doing());
    json.writeNumberField("percent", begun.get().position().percent());
    json.writeStringField("since", begun.get().begunAt().toString());
    json.writeStringField("toolVersion", begun.get().toolVersion());
    json.writeStringField("phase", begun.get().phase().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }

  private void expanded(List<MigrationInProgress> migrations) throws IOException {
    json.writeArrayFieldStart("expanded");
    for (MigrationInProgress each : migrations) {
      json.writeStartObject();
      json.writeStringField("migration", each.name());
      json.writeStringField("since", each.expandedAt().orElseThrow().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void drift(List<DriftItem> drift) throws IOException {
    RestoringOrder order = new RestoringOrder(drift, schema);
    json.writeStartArray();
    for (DriftItem item : order.items()) {
      json.writeStartObject();
      json.writeStringField("gap", item.word());
      name(item.name());
      json.writeArrayFieldStart("changes");
      if (item instanceof DriftItem.Changed changed) {
        for (Property property : changed.properties()) {
          json.writeStartObject();
          json.writeStringField("property", property.key());
          texts("expected", Optional.of(changed.expected().values(property)));
          texts("found", Optional.of(changed.found().values(property)));
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      text("undo", order.sql(item));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void names(List<ObjectName> names) throws IOException {
    json.writeStartArray();
    for (ObjectName each : names) {
      json.writeStartObject();
      name(each);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void name(ObjectName name) throws IOException {
    json.writeStringField("kind", name.kind().word());
    text("table", name.table());
    json.writeStringField("name", name.name());
  }

  private void text(String member, Optional<String> value) throws IOException {
    json.writeFieldName(member);
    if (value.isPresent()) {
      json.writeString(value.get());
    } else {
      json.writeNull();
    }
  }

  private void texts(String member, Optional<List<String>> values) throws IOException {
    json.writeFieldName(member);
    if (values.isPresent()) {
      json.writeStartArray();
      for (String value : values.get()) {
        json.writeString(value);
      }
      json.writeEndArray();
    } else {
      json.writeNull();
    }
  }
}
