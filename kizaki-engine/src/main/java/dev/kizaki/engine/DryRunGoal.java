package dev.kizaki.engine;

import dev.kizaki.engine.jdbc.AppliedHistory;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.ReadSession;
import dev.kizaki.engine.jdbc.TableSize;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code dry-run}: what apply would do. */
final class DryRunGoal {
  private final DryRunRequest request;
  private final Reporter reporter;

  DryRunGoal(DryRunRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  void run() {
    CommittedHistory history = CommittedHistory.of(request.project());
    ApplyGoal.refuseUnresolved(history);
    DatabaseDoor door = new DatabaseDoor(request.database());
    if (door.exists()) {
      door.reading(
          session -> {
            show(pending(history, session.applied(), door.isEmbedded()), session);
            return null;
          });
    } else {
      show(pending(history, List.of(), true), Map.of());
    }
  }

  private List<SqlMigration> pending(
      CommittedHistory history, List<AppliedMigration> applied, boolean embedded) {
    AppliedHistory.pending(applied, history.committed(), embedded);
    return history.after(applied.size()).stream()
        .map(migration -> history.sql(migration, request.database().schema()))
        .toList();
  }

  private void show(List<SqlMigration> pending, ReadSession session) {
    List<TableName> tables =
        pending.stream()
            .flatMap(migration -> migration.steps().stream())
            .filter(SqlCommand.class::isInstance)
            .flatMap(step -> ((SqlCommand) step).locks().stream())
            .map(TableLock::before)
            .distinct()
            .collect(Collectors.toList());
    show(pending, tables.isEmpty() ? Map.of() : session.sizes(tables));
    if (!pending.isEmpty()) {
      sayMissing(session.missing(pending));
    }
  }

  private void sayMissing(List<String> missing) {
    if (!missing.isEmpty()) {
      reporter.warn("The database is not ready for them; apply would refuse.");
      missing.forEach(reporter::warn);
    }
  }

  private void show(List<SqlMigration> pending, Map<TableName, TableSize> sizes) {
    if (pending.isEmpty()) {
      reporter.info(ApplyGoal.NOTHING);
      return;
    }
    for (SqlMigration migration : pending) {
      reporter.info("Migration " + migration.name());
      StatementSteps.of(migration)
          .forEach(statement -> statement.show(reporter, request.sql(), sizes));
    }
    reporter.info("No changes applied.");
  }
}
