package dev.kizaki.engine.takeover;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.postgres.ObjectChange;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SQL that a person wrote into a pending plan, as one command that PostgreSQL can parse.
 *
 * @param number the number of its migration
 * @param migration the name of its migration
 * @param cause its statement
 * @param command SQL that means the same as the text in the plan
 * @param known whether everything that it names is in the database now as it will be at the turn of
 *     the statement; otherwise only that turn can tell whether the SQL is right
 */
public record SqlText(
    int number, String migration, PlanStatementRef cause, String command, boolean known) {
  public SqlText {
    Objects.requireNonNull(migration, "migration");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(command, "command");
  }

  /**
   * The SQL texts of the pending migrations, in order. Each word of a text that is the name of
   * something that an earlier pending statement makes, changes or removes counts as a mention of
   * it, as in the checks of {@code rebase}.
   *
   * @param migrations the same migrations as SQL
   * @param schema the PostgreSQL schema that holds the tables
   */
  public static List<SqlText> of(
      List<PendingMigration> pending,
      List<SqlMigration> migrations,
      Takeovers takeovers,
      String schema) {
    List<SqlText> texts = new ArrayList<>();
    Set<String> changed = new HashSet<>();
    for (int i = 0; i < Math.min(pending.size(), migrations.size()); i++) {
      PendingMigration migration = pending.get(i);
      addedObjects(migrations.get(i)).flatMap(SqlText::words).forEach(changed::add);
      for (ObjectChange change : migration.changes()) {
        boolean takenOver = takeovers.of(migration.number(), change.cause()).isPresent();
        Set<String> unknown = new HashSet<>(changed);
        if (change.cause().statement() instanceof AddField) {
          unknown.addAll(change.names());
        }
        if (!takenOver) {
          commands(change, migrations.get(i), schema)
              .forEach(
                  command ->
                      texts.add(
                          new SqlText(
                              migration.number(),
                              migration.name(),
                              change.cause(),
                              command,
                              !mentions(command, unknown))));
          changed.addAll(change.names());
        }
      }
    }
    return List.copyOf(texts);
  }

  /** The texts of objects in SQL, among whose words are the names of what they make. */
  private static Stream<String> addedObjects(SqlMigration migration) {
    return migration.steps().stream()
        .map(each -> each.cause().statement())
        .filter(AddObject.class::isInstance)
        .map(each -> ((AddObject) each).object().create())
        .distinct();
  }

  private static boolean mentions(String command, Set<String> names) {
    return words(command).anyMatch(names::contains);
  }

  private static Stream<String> words(String text) {
    return SqlTokens.words(text).flatMap(each -> Stream.of(each, each.toLowerCase(Locale.ROOT)));
  }

  private static Stream<String> commands(
      ObjectChange change, SqlMigration migration, String schema) {
    PlanStatement statement = change.cause().statement();
    if (statement instanceof RunSql || statement instanceof UpdateRows) {
      return migration.steps().stream()
          .filter(each -> each.cause().ordinal() == change.cause().ordinal())
          .filter(SqlCommand.class::isInstance)
          .map(each -> ((SqlCommand) each).text());
    }
    if (statement instanceof AddIndex add) {
      return Stream.of(add.index())
          .filter(index -> !index.expressions().isEmpty())
          .map(
              index ->
                  "SELECT %s FROM ONLY %s%s"
                      .formatted(
                          index.elements().stream()
                              .flatMap(each -> each.expression().stream())
                              .map(each -> "(" + each.text() + ")")
                              .collect(Collectors.joining(", ")),
                          Quoting.qualified(
                              schema, change.subject().orElseThrow().before().orElseThrow()),
                          index.where().map(each -> " WHERE (" + each.text() + ")").orElse("")));
    }
    Stream<PlanValue> values =
        statement instanceof AddField add
            ? add.backfill().stream()
            : statement instanceof ChangeField field
                ? Stream.of(field.using(), field.backfill()).flatMap(Optional::stream)
                : Stream.of();
    return values
        .filter(PlanValue.Sql.class::isInstance)
        .map(
            each ->
                "SELECT (%s) FROM ONLY %s"
                    .formatted(
                        ((PlanValue.Sql) each).expression(),
                        Quoting.qualified(
                            schema, change.subject().orElseThrow().before().orElseThrow())));
  }
}
