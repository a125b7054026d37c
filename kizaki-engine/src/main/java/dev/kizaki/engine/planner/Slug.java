package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
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
    List<Deed> deeds =
        leading(statements).stream().map(Deed::of).distinct().collect(Collectors.toList());
    if (deeds.size() == 1) {
      return ofName(deeds.get(0).verb() + "_" + words(deeds.get(0).object()));
    }
    Set<String> entities = deeds.stream().map(Deed::entity).collect(Collectors.toSet());
    String only = entities.size() == 1 ? entities.iterator().next() : "";
    return ofName("update_" + (only.isEmpty() ? "schema" : words(only)));
  }

  private static PlanStatement statement(PlanLine line) {
    return line.item() instanceof Choice choice
        ? choice.either().get(0)
        : (PlanStatement) line.item();
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
