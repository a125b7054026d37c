package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.object.MadeAnew;
import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectCommand;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.object.SqlCommands;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates, changes and drops objects in SQL. What their commands lock is not known. */
final class ObjectSql {
  private final SqlScript script;

  /** What was dropped, and is made again by the objects of these names. */
  private final Map<String, Dropped> dropped = new HashMap<>();

  private int number;

  private record Dropped(ObjectScript before, int number) {}

  ObjectSql(SqlScript script) {
    this.script = script;
  }

  void create(SqlObject object) {
    ObjectScript now = ObjectScript.of(object.create());
    List<String> commands =
        new ArrayList<>(now.commands().stream().map(ObjectCommand::text).toList());
    Dropped kept = dropped.remove(object.name());
    if (kept == null) {
      run(commands);
    } else {
      commands.addAll(MadeAnew.after(kept.before(), now, kept.number()));
      runTogether(commands, kept.number());
    }
  }

  /**
   * @param later the statements after the one that drops the object
   */
  void drop(SqlObject object, List<PlanStatement> later) {
    ObjectScript before = ObjectScript.of(object.create());
    Optional<SqlObject> again = again(object, before, later);
    if (again.isEmpty()) {
      run(dropCommands(object));
      return;
    }
    SqlObject after = again.get();
    dropped.put(after.name(), new Dropped(before, ++number));
    List<String> commands =
        new ArrayList<>(MadeAnew.before(before, ObjectScript.of(after.create()), number));
    commands.addAll(dropCommands(object));
    runTogether(commands, number);
  }

  /** The object that makes again what this one has made. */
  private static Optional<SqlObject> again(
      SqlObject object, ObjectScript before, List<PlanStatement> later) {
    List<SqlObject> added =
        later.stream()
            .filter(AddObject.class::isInstance)
            .map(each -> ((AddObject) each).object())
            .toList();
    Set<String> made = addresses(before);
    return added.stream()
        .filter(each -> each.name().equals(object.name()))
        .findFirst()
        .or(
            () ->
                added.stream()
                    .filter(
                        each ->
                            !Collections.disjoint(made, addresses(ObjectScript.of(each.create()))))
                    .findFirst());
  }

  private static Set<String> addresses(ObjectScript script) {
    return script.madeNames().stream().map(MadeObject::address).collect(Collectors.toSet());
  }

  void change(SqlObject before, SqlObject after, boolean madeAnew) {
    ObjectScript now = ObjectScript.of(after.create());
    if (madeAnew) {
      run(MadeAnew.commands(ObjectScript.of(before.create()), dropCommands(before), now));
    } else if (!before.create().equals(after.create())) {
      run(MadeAnew.replacing(ObjectScript.of(before.create()), now));
    }
  }

  private static List<String> dropCommands(SqlObject object) {
    return object
        .drop()
        .map(SqlCommands::of)
        .or(() -> ObjectScript.of(object.create()).dropCommands())
        .orElseThrow();
  }

  private void run(List<String> commands) {
    commands.forEach(command -> script.add(sql(command), footprint()));
  }

  /** Others must not see that the object is missing until it is made again. */
  private void runTogether(List<String> commands, int number) {
    commands.forEach(command -> script.add(sql(command), footprint().together("object " + number)));
  }

  private static Footprint footprint() {
    return new Footprint().evaluates().openAndKeepsRows();
  }
}
