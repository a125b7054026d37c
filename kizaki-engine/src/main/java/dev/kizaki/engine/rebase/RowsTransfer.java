package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements over rows. */
final class RowsTransfer {
  private final Scene scene;

  RowsTransfer(Scene scene) {
    this.scene = scene;
  }

  Void update(UpdateRows update) {
    Translation words = scene.translation();
    String entity = words.entity(update.entity());
    List<UpdateRows.Assignment> assignments = new ArrayList<>();
    Optional<String> mention = update.where().flatMap(scene::mentioned);
    for (UpdateRows.Assignment each : update.assignments()) {
      Field field = scene.after().shape().field(update.entity(), each.field()).orElseThrow();
      assignments.add(
          new UpdateRows.Assignment(
              words.field(update.entity(), each.field()), words.given(field, each.value())));
      mention = mention.or(() -> scene.mentioned(Optional.of(each.value())));
    }
    UpdateRows statement = new UpdateRows(entity, assignments, update.where());
    if (!words.missing().isEmpty()) {
      scene.askToRestore("updates it", words.missing(), List.of(statement));
    } else if (mention.isPresent()) {
      scene.draft().ask(Scene.unsureOf(mention.get()), List.of(statement), List.of());
    } else {
      scene.draft().write(statement);
    }
    return null;
  }

  Void run(RunSql run) {
    Optional<String> mention = scene.mentioned(run.sql());
    if (mention.isPresent()) {
      scene.draft().ask(Scene.unsureOf(mention.get()), List.of(run), List.of());
    } else {
      scene.draft().write(run);
    }
    return null;
  }
}
