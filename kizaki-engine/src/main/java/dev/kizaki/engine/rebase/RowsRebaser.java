package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rebases the statements over rows. */
final class RowsRebaser {
  private final RebaseContext context;

  RowsRebaser(RebaseContext context) {
    this.context = context;
  }

  Void update(UpdateRows update) {
    NameTranslator translator = context.translator();
    String entity = translator.entity(update.entity());
    List<UpdateRows.Assignment> assignments = new ArrayList<>();
    Optional<String> question = update.where().flatMap(context::questionAboutSql);
    for (UpdateRows.Assignment each : update.assignments()) {
      Field field = context.after().shape().field(update.entity(), each.field()).orElseThrow();
      assignments.add(
          new UpdateRows.Assignment(
              translator.field(update.entity(), each.field()),
              translator.given(field, each.value())));
      question = question.or(() -> context.questionAboutSql(Optional.of(each.value())));
    }
    UpdateRows statement = new UpdateRows(update.first(), entity, assignments, update.where());
    if (!translator.missing().isEmpty()) {
      context.askToRestore("updates it", translator.missing(), List.of(statement));
    } else if (question.isPresent()) {
      context.plan().ask(question.get(), List.of(statement), List.of());
    } else {
      context.plan().write(statement);
    }
    return null;
  }

  Void run(RunSql run) {
    Optional<String> question = context.questionAboutSql(run.sql());
    if (question.isPresent()) {
      context.plan().ask(question.get(), List.of(run), List.of());
    } else {
      context.plan().write(run);
    }
    return null;
  }
}
