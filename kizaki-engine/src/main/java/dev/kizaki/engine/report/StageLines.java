package dev.kizaki.engine.report;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.StepTable;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One stage of a migration, as lines.
 *
 * @param number its number, from 1
 * @param follows whether the stage before it is printed too; then the statements are named only if
 *     they are others
 */
record StageLines(Stages stages, int number, boolean follows) {
  private static final String INDENT = "    ";

  /** As many statements are named; of others the number. */
  private static final int NAMED = 3;

  /**
   * What the stage does, for which statements, its locks, what is done to rows, and how it is told
   * done if not by its commit.
   *
   * @param sql whether to print what it runs
   * @param width the columns that a line may have
   */
  List<String> of(boolean sql, int width) {
    Stage stage = stages.list().get(number - 1);
    List<String> lines = new ArrayList<>();
    lines.add("Stage %d of %d: %s".formatted(number, stages.list().size(), stage.doing()));
    int inside = width - INDENT.length();
    String statements = statements(stage);
    boolean repeats = number > 1 && statements.equals(statements(stages.list().get(number - 2)));
    if (!statements.isEmpty() && !(follows && repeats)) {
      add(lines, HangingLines.of("for: ", statements, inside));
    }
    for (TableLock lock : locks(stage)) {
      String note = stage instanceof Stage.Fill ? LockNote.inBatch(lock) : LockNote.inStage(lock);
      add(lines, HangingLines.of("", note, inside));
    }
    done(stage, lines, inside);
    if (sql) {
      stage.parts().stream()
          .filter(part -> part.run() instanceof SqlCommand)
          .flatMap(part -> (text(stage, (SqlCommand) part.run()) + ";").lines())
          .forEach(line -> lines.add(INDENT + line));
    }
    return lines;
  }

  private static void add(List<String> lines, List<String> more) {
    more.forEach(line -> lines.add(INDENT + line));
  }

  private static String statements(Stage stage) {
    List<String> all =
        stage.parts().stream()
            .map(part -> StatementLines.first(part.run().cause().text()))
            .distinct()
            .toList();
    String named = String.join("; ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() <= NAMED ? named : "%s; and %d more".formatted(named, all.size() - NAMED);
  }

  /** A fill adds to each command which rows a batch writes. */
  private static String text(Stage stage, SqlCommand command) {
    return stage instanceof Stage.Fill fill
        ? sql("UPDATE ONLY")
            .table(fill.fill().table())
            .words("SET")
            .words(fill.fill().assignments())
            .words("WHERE")
            .words(fill.fill().unfilled())
            .text()
        : command.text();
  }

  private static List<TableLock> locks(Stage stage) {
    Map<TableName, TableLock> locks = new LinkedHashMap<>();
    for (Stage.Part part : stage.parts()) {
      if (part.run() instanceof SqlCommand command) {
        command.locks().forEach(lock -> locks.merge(lock.table(), lock, TableLock::both));
      }
    }
    return List.copyOf(locks.values());
  }

  private static void done(Stage stage, List<String> lines, int width) {
    if (stage instanceof Stage.Concurrent concurrent) {
      String index = concurrent.build().index().table();
      String when = concurrent.build().builds() ? "is valid" : "is gone";
      add(lines, HangingLines.of("done: ", "when the index %s %s".formatted(index, when), width));
    } else if (stage instanceof Stage.Fill) {
      add(
          lines,
          HangingLines.of(
              "done: ",
              "after the last page; %s says how far it is".formatted(StepTable.NAME),
              width));
    }
  }
}
