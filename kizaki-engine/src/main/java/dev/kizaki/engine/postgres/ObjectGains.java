package dev.kizaki.engine.postgres;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectKind;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.replay.ChangedObject;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.ExpectedGain;
import dev.kizaki.engine.sql.MadeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a database gains by the objects of a plan. Statements about objects that follow each other
 * are taken together, so that the catalog is read as seldom as possible.
 */
public final class ObjectGains {
  private final Map<String, SqlObject> objects = new HashMap<>();
  private final List<ExpectedGain> gains = new ArrayList<>();
  private final List<Integer> statements = new ArrayList<>();
  private final Map<String, Integer> made = new LinkedHashMap<>();
  private final Set<MadeName> replaced = new HashSet<>();

  private ObjectGains() {}

  /**
   * @param base the shape before the plan
   */
  public static List<ExpectedGain> of(Shape base, List<PlanStatement> plan) {
    ObjectGains all = new ObjectGains();
    base.objects().forEach(each -> all.objects.put(each.name(), each));
    for (int each = 0; each < plan.size(); each++) {
      all.add(each, plan.get(each));
    }
    all.end();
    return List.copyOf(all.gains);
  }

  private void add(int ordinal, PlanStatement statement) {
    if (statement instanceof AddObject add) {
      made(ordinal, add.object());
    } else if (statement instanceof ChangeObject change) {
      SqlObject before = objects.get(change.name());
      replaced(before);
      made(ordinal, ChangedObject.after(before, change));
    } else if (statement instanceof DropObject drop) {
      replaced(objects.remove(drop.name()));
      made.remove(drop.name());
    } else if (statement instanceof RenameObject rename) {
      objects.put(rename.to(), objects.remove(rename.from()).withName(rename.to()));
      Optional.ofNullable(made.remove(rename.from())).ifPresent(at -> made.put(rename.to(), at));
    } else {
      end();
      return;
    }
    statements.add(ordinal);
  }

  private void made(int ordinal, SqlObject object) {
    objects.put(object.name(), object);
    made.put(object.name(), ordinal);
  }

  private void replaced(SqlObject object) {
    names(object).forEach(replaced::add);
  }

  private void end() {
    if (!made.isEmpty()) {
      List<ExpectedGain.Made> names = new ArrayList<>();
      made.forEach(
          (object, at) ->
              names(objects.get(object))
                  .forEach(name -> names.add(new ExpectedGain.Made(at, name))));
      gains.add(new ExpectedGain(statements, names, replaced));
    }
    statements.clear();
    made.clear();
    replaced.clear();
  }

  private static Stream<MadeName> names(SqlObject object) {
    return ObjectScript.of(object.create()).madeNames().stream()
        .filter(each -> isOfSchema(each.kind()))
        .map(ObjectGains::name);
  }

  private static MadeName name(MadeObject object) {
    return new MadeName(
        kind(object.kind()), object.name(), object.on().filter(any -> object.kind().isOnTable()));
  }

  private static String kind(ObjectKind kind) {
    return switch (kind) {
      case STATISTICS -> "statistics object";
      case TEXT_SEARCH_CONFIGURATION, TEXT_SEARCH_DICTIONARY -> "text search object";
      default -> kind.word();
    };
  }

  /** What the readings of a schema contain. */
  private static boolean isOfSchema(ObjectKind kind) {
    return kind != ObjectKind.EVENT_TRIGGER
        && kind != ObjectKind.TEXT_SEARCH_PARSER
        && kind != ObjectKind.TEXT_SEARCH_TEMPLATE;
  }
}
