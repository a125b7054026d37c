package dev.kizaki.engine.online;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.ReplacedColumn;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  /**
   * What is known of the database.
   *
   * @param tables the facts about tables; one that does not exist is missing
   * @param obstacles why columns cannot be replaced, as a phrase; those that can be are missing
   * @param barrier why nothing can be carried out in stages, as such a phrase; absent if it can
   */
  public record Facts(
      Map<TableName, TableFacts> tables,
      Map<ReplacedColumn, String> obstacles,
      Optional<String> barrier) {
    /** Facts about a database in which stages can run. */
    public Facts(Map<TableName, TableFacts> tables, Map<ReplacedColumn, String> obstacles) {
      this(tables, obstacles, Optional.empty());
    }
  }

  /** The tables whose facts decide. */
  public static Set<TableName> tables(SqlMigration migration) {
    Set<TableName> tables = new LinkedHashSet<>();
    for (SqlStep step : migration.steps()) {
      form(step)
          .map(OnlineForm::tables)
          .or(() -> worked(step).map(Set::of))
          .ifPresent(tables::addAll);
    }
    return tables;
  }

  /** The columns whose obstacles decide. */
  public static Set<ReplacedColumn> columns(SqlMigration migration) {
    Set<ReplacedColumn> columns = new LinkedHashSet<>();
    for (SqlStep step : migration.steps()) {
      form(step).ifPresent(form -> columns.addAll(form.replaced()));
    }
    return columns;
  }

  /** Chooses. */
  public static OnlineChoice of(SqlMigration migration, OnlineSettings settings, Facts facts) {
    SortedSet<Integer> online = new TreeSet<>();
    SortedMap<Integer, String> plain = new TreeMap<>();
    Spans spans = Spans.of(migration);
    int next = 0;
    for (int i = 0; i < migration.steps().size(); i++) {
      SqlStep step = migration.steps().get(i);
      Optional<OnlineForm> form = form(step);
      Set<TableName> concerned =
          form.map(OnlineForm::tables).or(() -> worked(step).map(Set::of)).orElse(Set.of());
      if (i < next || !isWanted(known(concerned, facts), settings)) {
        continue;
      }
      if (form.isEmpty()) {
        plain.put(i, "there is no way to do it in stages");
        continue;
      }
      boolean always = settings.mode() == OnlineSettings.Mode.ALWAYS;
      Optional<String> reason =
          spans.contains(i)
              ? Optional.of(
                  "what is dropped before it and made again after it would be missing meanwhile")
              : reason(form.get(), always, facts);
      if (reason.isPresent()) {
        plain.put(i, reason.get());
      } else {
        online.add(i);
        next = i + 1 + form.get().following();
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

  private static boolean isWanted(List<TableFacts> tables, OnlineSettings settings) {
    return switch (settings.mode()) {
      case NEVER -> false;
      case ALWAYS -> !tables.isEmpty();
      case AUTO -> tables.stream().anyMatch(each -> each.bytes() > settings.threshold());
    };
  }

  /** The facts about tables, without those that do not exist. */
  private static List<TableFacts> known(Set<TableName> tables, Facts facts) {
    return tables.stream().map(each -> facts.tables().get(each)).filter(Objects::nonNull).toList();
  }

  /** Why the form is not used; absent if it is. */
  private static Optional<String> reason(OnlineForm form, boolean always, Facts facts) {
    List<TableFacts> tables = known(form.tables(), facts);
    Optional<String> unfit =
        facts
            .barrier()
            .or(
                () ->
                    tables.stream()
                        .flatMap(
                            each ->
                                each
                                    .unfit()
                                    .or(() -> fills(form) ? each.unfillable() : Optional.empty())
                                    .stream())
                        .findFirst())
            .or(
                () ->
                    form.replaced().stream()
                        .map(each -> facts.obstacles().get(each))
                        .filter(Objects::nonNull)
                        .findFirst());
    if (unfit.isPresent() || always) {
      return unfit;
    }
    if (addsUpdates(form) && tables.stream().anyMatch(TableFacts::updateTriggers)) {
      return Optional.of("others have triggers or rules on the table for updates");
    }
    return !form.replaced().isEmpty() && tables.stream().anyMatch(TableFacts::published)
        ? Optional.of("the table is published, and subscribers do not have the new column")
        : Optional.empty();
  }

  private static boolean fills(OnlineForm form) {
    return form.steps().stream().anyMatch(OnlineStep.Fill.class::isInstance);
  }

  private static boolean addsUpdates(OnlineForm form) {
    return form.steps().stream()
        .anyMatch(step -> step instanceof OnlineStep.Fill fill && fill.addsUpdates());
  }

  private static Optional<OnlineForm> form(SqlStep step) {
    return step instanceof SqlCommand command ? command.online() : Optional.empty();
  }
}
