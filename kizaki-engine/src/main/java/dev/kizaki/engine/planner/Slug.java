package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Names a migration: after what the user said, or after what it does. */
public final class Slug {
  /** The longest slug, in characters: a directory's name should fit a line of a listing. */
  private static final int LIMIT = 50;

  /** The name of a history's first migration. */
  private static final String INITIAL = "initial";

  private Slug() {}

  /**
   * Lower case; every run of other characters than letters and digits becomes one underscore.
   *
   * @return empty where the name holds no letter or digit
   */
  public static String ofName(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    return slug.length() <= LIMIT ? slug : slug.substring(0, LIMIT).replaceAll("_+$", "");
  }

  /** {@code add_status} for one statement, {@code update_task} for one entity's. */
  public static String ofChange(List<PlanLine> lines, boolean isFirst) {
    if (isFirst) {
      return INITIAL;
    }
    List<PlanStatement> statements = lines.stream().map(Slug::statement).toList();
    List<Change> changes = leading(statements).stream().map(Change::of).distinct().toList();
    if (changes.size() == 1) {
      return ofName(changes.get(0).verb().word() + "_" + words(changes.get(0).object()));
    }
    Set<String> entities = changes.stream().map(Change::entity).collect(Collectors.toSet());
    String only = entities.size() == 1 ? entities.iterator().next() : "";
    return ofName("update_" + (only.isEmpty() ? "schema" : words(only)));
  }

  private static PlanStatement statement(PlanLine line) {
    return line.item().statements(Decision.EITHER).get(0);
  }

  /**
   * What a statement does, in the words that a migration is named by.
   *
   * @param entity the entity that it changes a part of; empty where it changes something else
   * @param object what it changes
   */
  private record Change(Verb verb, String entity, String object) {
    static Change of(PlanStatement statement) {
      SchemaElement element = statement.element();
      String entity = element instanceof NamedElement.ValueElement ? "" : element.owner();
      return new Change(statement.verb(), entity, object(element));
    }

    private static String object(SchemaElement element) {
      if (element instanceof NamedElement named) {
        return named.name();
      }
      if (element instanceof SchemaElement.RowsElement rows) {
        return rows.owner();
      }
      return element instanceof SchemaElement.SqlElement
          ? element.noun()
          : element.owner() + "_" + element.noun();
    }
  }

  /** The statements without those that only come along with others. */
  private static List<PlanStatement> leading(List<PlanStatement> statements) {
    List<Predicate<PlanStatement>> alongs =
        List.of(
            AddSystemEntity.class::isInstance,
            each -> each instanceof AddEnum || each instanceof DropEnum,
            each -> each instanceof AddIndex || each instanceof DropIndex);
    List<PlanStatement> leading = statements;
    for (Predicate<PlanStatement> along : alongs) {
      List<PlanStatement> others = leading.stream().filter(along.negate()).toList();
      leading = others.isEmpty() ? leading : others;
    }
    return leading;
  }

  private static String words(String name) {
    return new DatabaseNames(NamingVersion.CURRENT).column(name);
  }
}
