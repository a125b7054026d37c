package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.object.MadeAnew;
import dev.kizaki.engine.object.ObjectCommand;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.object.SqlCommands;
import dev.kizaki.engine.shape.SqlObject;
import java.util.List;

/** Creates, changes and drops objects in SQL. What their commands lock is not known. */
final class ObjectSql {
  private final SqlScript script;

  ObjectSql(SqlScript script) {
    this.script = script;
  }

  void create(SqlObject object) {
    run(ObjectScript.of(object.create()).commands().stream().map(ObjectCommand::text).toList());
  }

  void drop(SqlObject object) {
    run(dropCommands(object));
  }

  void change(SqlObject before, SqlObject after, boolean madeAnew) {
    ObjectScript now = ObjectScript.of(after.create());
    if (madeAnew) {
      run(MadeAnew.commands(ObjectScript.of(before.create()), dropCommands(before), now));
    } else if (!before.create().equals(after.create())) {
      run(now.replaceCommands().orElseThrow());
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
    commands.forEach(
        command -> script.add(sql(command), new Footprint().evaluates().openAndKeepsRows()));
  }
}
