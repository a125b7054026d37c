package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.CheckStatement;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names a migration by the name that the user gave, or by what it does. */
public final class Slug {
  /** The longest slug, in characters, so that a directory name fits on a line of a listing. */
  private static final int LIMIT = 50;

  /** The name of the first migration of a history. */
  private static final String INITIAL = "initial";

  /** A name that begins with the number of a migration. */
  private static final Pattern NUMBERED = Pattern.compile("\\s*([0-9]{4,9})_(.*[A-Za-z0-9].*)");

  private Slug() {}

  /**
   * The slug of a name that the user gave. A number of a migration before it is left out, because
   * the goal itself numbers the migration: {@code 0015_add_x} becomes {@code add_x}. Another number
   * such as a year is kept.
   *
   * @param number the number that the migration gets if it is not a draft
   * @return empty if the name contains no letter or digit
   */
  public static String ofGivenName(String name, int number) {
    Matcher numbered = NUMBERED.matcher(name);
    boolean isNumber =
        numbered.matches()
            && (numbered.group(1).startsWith("0") || Integer.parseInt(numbered.group(1)) <= number);
    return ofName(isNumber ? numbered.group(2) : name);
  }

  /**
   * Writes the words of a name in lower case ({@code AddSnoozed} has two) and replaces every run of
   * characters other than ASCII letters and digits by one underscore.
   *
   * @return empty if the name contains no letter or digit
   */
  private static String ofName(String name) {
    String slug =
        words(name)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    return slug.length() <= LIMIT ? slug : slug.substring(0, LIMIT).replaceAll("_+$", "");
  }

  /**
   * Returns a name for the changes: {@code add_status} for one statement, {@code update_task} for
   * several changes of one entity.
   */
  public static String ofChange(List<PlanLine> lines, boolean isFirst) {
    if (isFirst) {
      return INITIAL;
    }
    List<PlanStatement> statements =
        withoutObjectsAround(lines.stream().map(Slug::statement).toList());
    List<Change> changes = leading(statements).stream().map(Change::of).distinct().toList();
    if (changes.size() == 1) {
      return ofName(changes.get(0).verb().word() + "_" + words(changes.get(0).object()));
    }
    Set<String> entities = changes.stream().map(Change::entity).collect(Collectors.toSet());
    String only = entities.size() == 1 ? entities.iterator().next() : "";
    return ofName("update_" + (only.isEmpty() ? "schema" : words(only)));
  }

  /** The statements without those that drop an object in SQL and add it again around others. */
  private static List<PlanStatement> withoutObjectsAround(List<PlanStatement> statements) {
    Set<SchemaElement> dropped = elements(statements, DropObject.class);
    dropped.retainAll(elements(statements, AddObject.class));
    List<PlanStatement> others =
        statements.stream()
            .filter(each -> !dropped.contains(each.element()))
            .filter(each -> !(each instanceof ChangeObject change && change.isNone()))
            .toList();
    return others.isEmpty() ? statements : others;
  }

  private static Set<SchemaElement> elements(
      List<PlanStatement> statements, Class<? extends PlanStatement> kind) {
    return statements.stream()
        .filter(kind::isInstance)
        .map(PlanStatement::element)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static PlanStatement statement(PlanLine line) {
    return line.item().statements(Decision.EITHER).get(0);
  }

  /**
   * What a statement does, as far as the migration's name states it.
   *
   * @param entity the entity that it changes a part of; empty if it changes something else
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

  /**
   * Returns the statements without those that usually accompany others, such as indexes. If all
   * statements are of such a kind, they are kept.
   */
  private static List<PlanStatement> leading(List<PlanStatement> statements) {
    List<Predicate<PlanStatement>> secondary =
        List.of(
            AddSystemEntity.class::isInstance,
            each -> each instanceof AddEnum || each instanceof DropEnum,
            each -> each instanceof AddSequence || each instanceof DropSequence,
            each -> each instanceof AddIndex || each instanceof DropIndex,
            CheckStatement.class::isInstance);
    List<PlanStatement> leading = statements;
    for (Predicate<PlanStatement> accompanies : secondary) {
      List<PlanStatement> others = leading.stream().filter(accompanies.negate()).toList();
      leading = others.isEmpty() ? leading : others;
    }
    return leading;
  }

  private static String words(String name) {
    return DatabaseNames.CURRENT.derivedColumn(name);
  }
}
