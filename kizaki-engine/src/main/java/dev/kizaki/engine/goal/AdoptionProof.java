package dev.kizaki.engine.goal;

import dev.kizaki.engine.adopt.CatalogEquality;
import dev.kizaki.engine.adopt.ObjectEquality;
import dev.kizaki.engine.api.AdoptRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.MigrationFailure;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpressionPlace;
import dev.kizaki.engine.catalog.FoundObjects;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.ProofDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.engine.shape.DatabaseNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs an adopted migration on an embedded server of the same major version, and compares what it
 * makes with what was found.
 */
final class AdoptionProof implements AutoCloseable {
  private final Reporter reporter;
  private final DatabaseConnector connector;
  private final boolean existed;
  private final DatabaseHandle handle;

  private AdoptionProof(
      Reporter reporter, DatabaseConnector connector, boolean existed, DatabaseHandle handle) {
    this.reporter = reporter;
    this.connector = connector;
    this.existed = existed;
    this.handle = handle;
  }

  /**
   * Starts the server. One that does not exist yet is created, and deleted in the end.
   *
   * @param major the major version of the server
   */
  static AdoptionProof open(AdoptRequest request, Reporter reporter, int major) {
    DatabaseConnector connector = new DatabaseConnector(settings(request, major), identity -> {});
    boolean existed = connector.exists();
    return new AdoptionProof(reporter, connector, existed, connector.open());
  }

  /** The extensions that the server can create. */
  Set<String> extensions() {
    try (ReadSession session = ReadSession.open(handle.sessions())) {
      return session.availableExtensions();
    }
  }

  @Override
  public void close() {
    handle.close();
    if (!existed) {
      connector.delete();
    }
  }

  /**
   * The outcome of a proof.
   *
   * @param differences what the migration makes in another way, as lines
   * @param inexact the columns whose default PostgreSQL prints in another form than that of the
   *     literal in the schema
   * @param refused the object in SQL whose text the server refuses
   */
  record Outcome(
      List<String> differences, Set<ObjectName> inexact, Optional<RefusedObject> refused) {
    Outcome {
      differences = List.copyOf(differences);
      inexact = Set.copyOf(inexact);
      Objects.requireNonNull(refused, "refused");
    }

    Outcome(List<String> differences, Set<ObjectName> inexact) {
      this(differences, inexact, Optional.empty());
    }
  }

  /**
   * An object in SQL that cannot be made on another server.
   *
   * @param name its name in Inspire
   * @param error what the server says
   */
  record RefusedObject(String name, String error) {
    private static Optional<RefusedObject> of(Refusal refusal) {
      return refusal.getCause() instanceof MigrationFailure failure
              && failure.failed().orElse(null) instanceof AddObject add
          ? failure.error().map(error -> new RefusedObject(add.object().name(), error))
          : Optional.empty();
    }
  }

  /**
   * Runs the migration on a new database of the server, and compares.
   *
   * @param objects the managed objects in SQL
   */
  Outcome of(Migration migration, AdoptionSource source, Set<ObjectSignature> objects) {
    try (ProofDatabase proof = ProofDatabase.create(handle.server(), handle.sessions())) {
      Sessions sessions = handle.sessions(proof.server());
      proof.createSchemas(sessions, migration.snapshot().shape().schemasOfExistingTables());
      try {
        MigrationRun.ofAll(
                new CommittedHistory(List.of(migration)),
                handle.settings(),
                reporter,
                ProgressLines.ofSlowWork(reporter))
            .in(sessions);
      } catch (Refusal refusal) {
        return new Outcome(
            refusal.getMessage().lines().toList(), Set.of(), RefusedObject.of(refusal));
      }
      Set<String> tables =
          migration.snapshot().shape().entities().stream()
              .map(DatabaseNames.CURRENT::table)
              .collect(Collectors.toSet());
      List<CatalogObject> made;
      Map<ExpressionPlace, String> expressions;
      FoundObjects madeObjects;
      try (ReadSession session = ReadSession.open(sessions)) {
        made = session.catalog(tables);
        expressions = session.expressions();
        madeObjects = session.objects();
      }
      List<String> differences =
          new ArrayList<>(
              CatalogEquality.differences(
                  source.found().objects(), made, migration.snapshot().shape()));
      differences.addAll(
          ObjectEquality.differences(source.found().sqlObjects(), madeObjects, objects));
      if (!differences.isEmpty()) {
        return new Outcome(differences, Set.of());
      }
      return new ExpressionProof(migration.snapshot().shape(), source.found(), sessions)
          .of(expressions, tables);
    }
  }

  private static DatabaseSettings settings(AdoptRequest request, int major) {
    DatabaseSettings own = request.database();
    return new DatabaseSettings(
        new DatabaseLocation.Embedded(
            request.project().root(), String.valueOf(major), request.binaries()),
        own.schema(),
        own.lockTimeout(),
        Optional.empty(),
        own.checkTimeout(),
        List.of());
  }

  /** What is wrong if the migration makes something else than what was found. */
  static Refusal fault(List<String> differences) {
    return new Refusal(
        RefusalCode.ADOPTION_NOT_PROVEN,
        """
        The adopted migration does not make what the database has, so nothing was written. This is \
        a fault of kizaki; please report it with these lines:
          %s
        Until it is corrected, adopt without the tables concerned: move them to another schema of \
        PostgreSQL.\
        """
            .formatted(String.join("\n  ", differences)));
  }
}
