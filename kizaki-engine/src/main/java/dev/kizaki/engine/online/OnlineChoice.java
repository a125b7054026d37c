package dev.kizaki.engine.online;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which steps of a migration are carried out by their online forms.
 *
 * @param online the indexes of these steps, from 0
 * @param plain why others are not that read or write the rows of a large table while sessions wait,
 *     by their index
 */
public record OnlineChoice(SortedSet<Integer> online, SortedMap<Integer, String> plain) {
  /** The tables whose facts decide. */
  public static Set<TableName> tables(SqlMigration migration) {
    Set<TableName> tables = new LinkedHashSet<>();
    for (SqlStep step : migration.steps()) {
      form(step).map(OnlineForm::table).or(() -> worked(step)).ifPresent(tables::add);
    }
    return tables;
  }

  /**
   * Chooses.
   *
   * @param facts what is known of the tables; a table that does not exist is missing
   */
  public static OnlineChoice of(
      SqlMigration migration, OnlineSettings settings, Map<TableName, TableFacts> facts) {
    SortedSet<Integer> online = new TreeSet<>();
    SortedMap<Integer, String> plain = new TreeMap<>();
    Spans spans = Spans.of(migration);
    for (int i = 0; i < migration.steps().size(); i++) {
      SqlStep step = migration.steps().get(i);
      Optional<OnlineForm> form = form(step);
      TableFacts table =
          form.map(OnlineForm::table).or(() -> worked(step)).map(facts::get).orElse(null);
      if (table == null || settings.mode() == OnlineSettings.Mode.NEVER) {
        continue;
      }
      boolean always = settings.mode() == OnlineSettings.Mode.ALWAYS;
      if (form.isEmpty()) {
        if (always || table.bytes() > settings.threshold()) {
          plain.put(i, "there is no way to do it in stages");
        }
      } else if (table.unfit().isPresent()) {
        if (always || table.bytes() > settings.threshold()) {
          plain.put(i, table.unfit().get());
        }
      } else if (spans.contains(i) && (always || table.bytes() > settings.threshold())) {
        plain.put(
            i, "what is dropped before it and made again after it would be missing meanwhile");
      } else if (always) {
        online.add(i);
      } else if (table.bytes() > settings.threshold()) {
        if (table.updateTriggers() && addsUpdates(form.get())) {
          plain.put(i, "the table has triggers that would fire for each row");
        } else {
          online.add(i);
        }
      }
    }
    return new OnlineChoice(online, plain);
  }

  /**
   * The table whose rows a command without an online form reads or writes while others wait. What
   * the SQL of a plan does is not known.
   */
  private static Optional<TableName> worked(SqlStep step) {
    return step instanceof SqlCommand command && !command.open() && command.online().isEmpty()
        ? command.locks().stream().filter(OnlineChoice::holdsUp).map(TableLock::before).findFirst()
        : Optional.empty();
  }

  private static boolean holdsUp(TableLock lock) {
    return lock.work() != RowAccess.CATALOG
        && (lock.mode() == LockMode.ROW_EXCLUSIVE || lock.mode().compareTo(LockMode.SHARE) >= 0);
  }

  private static boolean addsUpdates(OnlineForm form) {
    return form.steps().stream()
        .anyMatch(step -> step instanceof OnlineStep.Fill fill && fill.addsUpdates());
  }

  private static Optional<OnlineForm> form(SqlStep step) {
    return step instanceof SqlCommand command ? command.online() : Optional.empty();
  }
}
