package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.online.OnlineChoice;
import dev.kizaki.engine.online.TableFacts;
import dev.kizaki.engine.report.CheckLines;
import dev.kizaki.engine.report.OnlineLines;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.ReplacedColumn;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which pending migrations run in stages, if the tables stay as large as they are now.
 *
 * @param settings which statements are carried out without blocking others
 * @param facts what decides, of the tables that the database has now
 * @param obstacles why columns that the database has now cannot be replaced
 * @param barrier why nothing can run in stages; absent if it can
 */
record PendingStages(
    OnlineSettings settings,
    Function<Collection<TableName>, Map<TableName, TableFacts>> facts,
    Function<Collection<ReplacedColumn>, Map<ReplacedColumn, String>> obstacles,
    Optional<String> barrier) {
  /** What is known of a table that an earlier pending migration creates. */
  private static final TableFacts NEW =
      new TableFacts(0, Optional.empty(), Optional.empty(), false, false);

  /**
   * The lines of each migration.
   *
   * @param checks the data checks of all pending migrations
   */
  List<OnlineLines> of(List<SqlMigration> pending, CheckLines checks) {
    Map<TableName, TableName> present = new HashMap<>();
    List<OnlineLines> lines = new ArrayList<>();
    for (SqlMigration migration : pending) {
      OnlineChoice choice =
          OnlineChoice.of(
              migration,
              settings,
              new OnlineChoice.Facts(
                  facts(migration, present, !lines.isEmpty()),
                  obstacles.apply(OnlineChoice.columns(migration)),
                  barrier));
      lines.add(OnlineLines.of(migration, choice, checks.atTheirTurn(migration)));
      migration.steps().forEach(step -> rename(step, present));
    }
    return lines;
  }

  /**
   * @param present the present names of tables that earlier pending migrations rename
   */
  private Map<TableName, TableFacts> facts(
      SqlMigration migration, Map<TableName, TableName> present, boolean follows) {
    Map<TableName, TableName> names = new LinkedHashMap<>();
    OnlineChoice.tables(migration)
        .forEach(table -> names.put(table, present.getOrDefault(table, table)));
    Map<TableName, TableFacts> known = facts.apply(new HashSet<>(names.values()));
    Map<TableName, TableFacts> found = new HashMap<>();
    names.forEach(
        (table, now) -> {
          if (known.containsKey(now) || follows) {
            found.put(table, known.getOrDefault(now, NEW));
          }
        });
    return found;
  }

  private static void rename(SqlStep step, Map<TableName, TableName> present) {
    if (step instanceof SqlCommand command
        && command.ddl().orElse(null) instanceof DatabaseChange.RenameTable rename) {
      TableName from = rename.table();
      TableName now = present.remove(from);
      present.put(new TableName(from.schema(), rename.to()), now == null ? from : now);
    }
  }
}
