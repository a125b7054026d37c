package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.SqlExcerpt;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.text.ReadableDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message if a migration fails. It contains the name of the migration, the plan statement, its
 * SQL, PostgreSQL's message, the sessions that held needed locks, and which migrations are applied.
 *
 * @param attempts the number of attempts
 * @param blocking the sessions whose locks it waited for when it was last seen waiting
 * @param state which migrations are applied and which are not; the last line
 */
record FailureReport(
    SqlMigration migration,
    StepFailure failure,
    int attempts,
    Duration lockTimeout,
    List<OtherSession> blocking,
    String state) {
  private static final int MOST_STATEMENT_LINES = 12;

  /** query_canceled: the statement ran longer than its timeout. */
  private static final String CANCELED = "57014";

  /** invalid_table_definition of a view, and invalid_function_definition. */
  private static final Set<String> IRREPLACEABLE = Set.of("42P16", "42P13");

  /** The statement that replaces an object in place. */
  private static final Pattern CHANGED_OBJECT = Pattern.compile("change object (\\w+)(?!\\w|,)");

  RefusalCode code() {
    if (failure.mayPass()) {
      return RefusalCode.MIGRATION_BLOCKED;
    }
    if (lacksRoomForLocks()) {
      return RefusalCode.LOCK_TABLE_FULL;
    }
    return ranTooLong() ? RefusalCode.STATEMENT_TIMEOUT : failure.code();
  }

  String text() {
    return text("Migration %s failed %s:".formatted(migration.name(), place()));
  }

  /**
   * The message with another first line.
   *
   * @param heading such as {@code 0002_x could not be taken back:}
   */
  String text(String heading) {
    List<String> lines = new ArrayList<>();
    lines.add(heading);
    failure.step().ifPresent(step -> addStep(lines, step));
    failure.sql().map(ServerMessage::of).ifPresent(each -> addServerMessage(lines, each));
    forbiddenExtension().ifPresent(lines::add);
    irreplaceableObject().ifPresent(lines::add);
    lines.addAll(failure.explanation());
    if (lacksRoomForLocks()) {
      lines.add(LockEstimate.advice(migration));
    }
    if (failure.mayPass()) {
      addBlocking(lines);
    }
    lines.add(state);
    return String.join("\n", lines);
  }

  /** PostgreSQL's error is "out of shared memory"; its hint names the setting. */
  private boolean lacksRoomForLocks() {
    return failure
        .sql()
        .map(ServerMessage::of)
        .filter(each -> each.state().equals("53200"))
        .flatMap(ServerMessage::hint)
        .filter(each -> each.contains("max_locks_per_transaction"))
        .isPresent();
  }

  /** What to ask for if the role may not create an extension. */
  private Optional<String> forbiddenExtension() {
    return failure
        .step()
        .filter(any -> failure.sql().filter(Preflight::isMissingRight).isPresent())
        .filter(SqlCommand.class::isInstance)
        .flatMap(step -> ((SqlCommand) step).needs().stream().findFirst())
        .filter(need -> need.kind() == Requirement.Kind.CREATE_EXTENSION)
        .map(
            need ->
                "Ask a superuser to run `%s` in this database, and run again."
                    .formatted(Preflight.createExtension(need)));
  }

  /** What to write if PostgreSQL has no way to replace an object by the new one. */
  private Optional<String> irreplaceableObject() {
    Optional<String> object =
        failure
            .step()
            .map(step -> CHANGED_OBJECT.matcher(step.cause().text()))
            .filter(Matcher::lookingAt)
            .map(change -> change.group(1));
    return failure
        .sql()
        .filter(each -> IRREPLACEABLE.contains(each.getSQLState()))
        .flatMap(any -> object)
        .map(
            name ->
                ("Write `change object %s, made anew` in the plan of %s, so that the object is"
                        + " dropped and made again, then run the same command again.")
                    .formatted(name, migration.name()));
  }

  private boolean ranTooLong() {
    return failure.sql().filter(each -> CANCELED.equals(each.getSQLState())).isPresent();
  }

  private String place() {
    return failure
        .step()
        .map(step -> "at statement " + (step.cause().ordinal() + 1))
        .orElseGet(
            () ->
                switch (failure.place()) {
                  case BEGIN -> "before its first statement";
                  case STEP -> "after its last statement";
                  case RECORD -> "when its history row was written";
                  case COMMIT -> "when it was committed";
                  case LOCK -> "between two statements";
                });
  }

  /**
   * The plan statement, indented. A long statement is cut after {@value #MOST_STATEMENT_LINES}
   * lines.
   */
  static List<String> statement(PlanStatementRef cause) {
    List<String> lines = new ArrayList<>();
    List<String> statement = cause.text().lines().toList();
    statement.stream().limit(MOST_STATEMENT_LINES).forEach(each -> lines.add("  " + each));
    if (statement.size() > MOST_STATEMENT_LINES) {
      lines.add("  …");
    }
    return lines;
  }

  private void addStep(List<String> lines, SqlStep step) {
    lines.addAll(statement(step.cause()));
    int position = failure.sql().map(ServerMessage::of).map(ServerMessage::position).orElse(0);
    if (step instanceof SqlCommand command && !isOfGain()) {
      lines.add("SQL:");
      lines.addAll(SqlExcerpt.lines(command.text(), position, "  "));
    } else if (failure.sql().isPresent() && step instanceof DataCheck check) {
      lines.add("SQL:");
      lines.addAll(SqlExcerpt.lines(check.probe().query(), position, "  "));
    }
  }

  /** The SQL did what it says; the text of the statement says what it makes. */
  private boolean isOfGain() {
    return failure.code() == RefusalCode.OBJECT_MADE_OTHERWISE;
  }

  private static void addServerMessage(List<String> lines, ServerMessage message) {
    lines.add("PostgreSQL: %s (%s)".formatted(indented(message.message()), message.state()));
    message.detail().ifPresent(each -> lines.add("Detail: " + indented(each)));
    message.hint().ifPresent(each -> lines.add("Hint: " + indented(each)));
    message.where().ifPresent(each -> lines.add("Where: " + indented(each)));
    if (message.state().equals(CANCELED)) {
      lines.add(
          """
          statementTimeout limits the duration of one statement; increase it if this one may take \
          longer.\
          """);
    }
  }

  private static String indented(String text) {
    return text.strip().replaceAll("\\R", "\n  ");
  }

  private void addBlocking(List<String> lines) {
    lines.add(
        "Tried %s, waiting up to %s for a lock. %s"
            .formatted(
                attempts == 1 ? "once" : attempts + " times",
                ReadableDuration.of(lockTimeout),
                blocking.isEmpty() ? "No blocking session was seen." : "Blocked by:"));
    blocking.forEach(each -> lines.add("  " + each.description()));
    lines.add("Run again when the locks are free, or set lockTimeout to wait longer for them.");
  }
}
