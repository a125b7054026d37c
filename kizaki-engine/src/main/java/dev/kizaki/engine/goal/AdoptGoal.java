package dev.kizaki.engine.goal;

import dev.kizaki.engine.adopt.AdoptedSchema;
import dev.kizaki.engine.adopt.SchemaAdoption;
import dev.kizaki.engine.adopt.SchemaTexts;
import dev.kizaki.engine.adopt.Unmanaged;
import dev.kizaki.engine.api.AdoptRequest;
import dev.kizaki.engine.api.AdoptResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.AdoptedFiles;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.project.AdoptedMigration;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.project.SchemaDirectory;
import dev.kizaki.engine.report.AdoptionLines;
import dev.kizaki.engine.shape.DatabaseNames;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * {@code adopt}: writes a schema, and the first migration, for a database that exists. The database
 * does not change.
 */
public final class AdoptGoal {
  private static final String NEXT =
      "Next: review the schema, commit it with the migration, then run `mvn kizaki:apply`.";

  private final AdoptRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;

  public AdoptGoal(AdoptRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
  }

  public AdoptResult run() {
    requireNewProject();
    AdoptionSource source = read();
    Proven proven;
    try (AdoptionProof proof = AdoptionProof.open(request, reporter, source.major())) {
      proven = proven(source, proof);
    }
    SortedMap<String, String> texts = SchemaTexts.of(proven.schema(), request.split());
    requireFree(texts.keySet());
    Migration migration = proven.migration();
    directory.writeAdopted(
        new AdoptedFiles(
            migration.name(),
            migration.planFileText(),
            migration.snapshotFileText(),
            request.project().schemaDirectory(),
            texts));
    return report(source, proven.schema(), migration, List.copyOf(texts.keySet()));
  }

  /** A schema, and the migration that was proven to make it. */
  private record Proven(AdoptedSchema schema, Migration migration) {}

  /**
   * A literal that PostgreSQL prints in another form than the default becomes an expression, and an
   * object whose text the server refuses stays unmanaged.
   */
  private Proven proven(AdoptionSource source, AdoptionProof proof) {
    List<Unmanaged> known = source.unmanagedWith(proof.extensions());
    Set<ObjectName> exact = new HashSet<>();
    Map<ObjectSignature, Unmanaged> refused = new HashMap<>();
    AdoptionProof.Outcome outcome;
    Proven proven;
    AdoptedSchema adopted;
    do {
      adopted = adopted(source, known, exact, refused);
      proven = new Proven(adopted, AdoptedMigration.of(adopted.shape(), directory));
      outcome = proof.of(proven.migration(), source, made(adopted));
    } while (outcome.refused().isPresent() && leave(adopted, outcome.refused().get(), refused)
        || outcome.differences().isEmpty() && exact.addAll(outcome.inexact()));
    if (!outcome.differences().isEmpty()) {
      throw AdoptionProof.fault(outcome.differences());
    }
    return proven;
  }

  private static boolean leave(
      AdoptedSchema adopted,
      AdoptionProof.RefusedObject object,
      Map<ObjectSignature, Unmanaged> refused) {
    return adopted.objects().stream()
        .filter(each -> each.object().name().equals(object.name()))
        .flatMap(
            each ->
                each.made().stream()
                    .map(
                        made ->
                            refused.putIfAbsent(
                                    made,
                                    new Unmanaged(
                                        each.made().first().text(),
                                        "another server refuses its text",
                                        object.error()))
                                == null))
        .reduce(false, Boolean::logicalOr);
  }

  private static Set<ObjectSignature> made(AdoptedSchema adopted) {
    return adopted.objects().stream()
        .flatMap(each -> each.made().stream())
        .collect(Collectors.toSet());
  }

  private AdoptedSchema adopted(
      AdoptionSource source,
      List<Unmanaged> known,
      Set<ObjectName> exact,
      Map<ObjectSignature, Unmanaged> refused) {
    AdoptedSchema adopted = SchemaAdoption.of(source.found(), known, exact, refused);
    if (adopted.shape().entities().isEmpty()) {
      throw nothingManaged(adopted);
    }
    return adopted;
  }

  private void requireNewProject() {
    boolean hasHistory = !directory.list().isEmpty();
    boolean hasSchema =
        !SchemaDirectory.read(request.project().schemaDirectory(), request.project().root())
            .texts()
            .isEmpty();
    if (hasHistory || hasSchema) {
      throw new Refusal(
          RefusalCode.ADOPTED_ALREADY,
          """
          %s already contains %s, and adopt writes the first schema and the first migration of a \
          project.
          Move it away, or set %s to another directory.\
          """
              .formatted(
                  ProjectPaths.shown(
                      request.project(),
                      hasHistory
                          ? request.project().migrationsDirectory()
                          : request.project().schemaDirectory()),
                  hasHistory ? "migrations" : "a schema",
                  hasHistory ? "migrationsDirectory" : "schemaDirectory"));
    }
  }

  /** A file of SQL may be there although no schema names it. */
  private void requireFree(Set<String> files) {
    for (String each : files) {
      Path file = request.project().schemaDirectory().resolve(each);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new Refusal(
            RefusalCode.ADOPTED_ALREADY,
            """
            %s exists already, and adopt would write it.
            Move it away, or set schemaDirectory to another directory.\
            """
                .formatted(ProjectPaths.shown(request.project(), file)));
      }
    }
  }

  /** Reads twice, because a schema that is being changed would be adopted in parts. */
  private AdoptionSource read() {
    DatabaseConnector connector = new DatabaseConnector(request.database(), reporter);
    String schema = request.database().schema();
    if (!connector.exists()) {
      throw new Refusal(
          RefusalCode.NOTHING_TO_ADOPT,
          """
          The embedded database does not exist yet, so there is nothing to adopt; set url or \
          connectionString to the database that exists.\
          """);
    }
    return connector.using(
        sessions -> {
          AdoptionSource first;
          AdoptionSource second;
          try (ReadSession session = ReadSession.open(sessions)) {
            first = AdoptionSource.read(session, schema);
          }
          try (ReadSession session = ReadSession.open(sessions)) {
            second = AdoptionSource.read(session, schema);
          }
          if (!first.found().equals(second.found())
              || !first.unmanaged().equals(second.unmanaged())) {
            throw new Refusal(
                RefusalCode.CHANGED_WHILE_READ,
                """
                The schema %s changed while it was read: another program is changing it. Run again \
                when it has finished.\
                """
                    .formatted(schema));
          }
          return first;
        });
  }

  private Refusal nothingManaged(AdoptedSchema adopted) {
    return new Refusal(
        RefusalCode.NOTHING_TO_ADOPT,
        "No table of schema %s can be managed, so nothing was written:\n%s"
            .formatted(
                request.database().schema(),
                String.join("\n", AdoptionLines.unmanaged(adopted.unmanaged()))));
  }

  private AdoptResult report(
      AdoptionSource source, AdoptedSchema adopted, Migration migration, List<String> files) {
    List<String> managed =
        adopted.shape().entities().stream().map(DatabaseNames.CURRENT::table).sorted().toList();
    List<String> written =
        files.stream()
            .map(
                file ->
                    ProjectPaths.shown(
                        request.project(), request.project().schemaDirectory().resolve(file)))
            .toList();
    written.forEach(file -> reporter.info("Wrote " + file));
    reporter.info("Wrote " + directory.shown(migration.name()) + "/" + MigrationFiles.PLAN);
    AdoptionLines.summary(adopted, source.found(), source.major()).forEach(reporter::info);
    AdoptionLines.unmanaged(adopted.unmanaged()).forEach(reporter::warn);
    AdoptionLines.unmanagedObjects(adopted.unmanagedObjects()).forEach(reporter::warn);
    AdoptionLines.guessed(adopted.objects()).forEach(reporter::info);
    AdoptionLines.leftAlone(source.found(), managed).forEach(reporter::info);
    AdoptionLines.findings(source.found(), managed, source.usedKeys()).forEach(reporter::info);
    reporter.next(NEXT);
    return new AdoptResult(
        migration.name(),
        managed,
        adopted.unmanaged().stream().map(Unmanaged::name).distinct().sorted().toList(),
        written);
  }
}
