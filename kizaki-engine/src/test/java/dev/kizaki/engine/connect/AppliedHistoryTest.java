package dev.kizaki.engine.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which migrations are pending or refused, for an applied and a committed history. A migration is
 * written as {@code name=digest}; its name begins with its number.
 */
final class AppliedHistoryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          ''              | ''                  | ''
          ''              | 1_a=A 2_b=B         | 1_a 2_b
          1_a=A           | 1_a=A 2_b=B         | 2_b
          1_a=A           | 1_a=A 2_b=B 3_c=C   | 2_b 3_c
          1_a=A 2_b=B     | 1_a=A 2_b=B         | ''
          """)
  void aBeginningLeavesTheRest(String applied, String committed, String pending) {
    HistoryAdvice advice = new HistoryAdvice(HistoryAdvice.Kind.CONFIGURED, "migrations");
    assertThat(AppliedHistory.pending(rows(applied), committed(committed), advice))
        .extracting(CommittedMigration::name)
        .isEqualTo(words(pending));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1_a=A 2_b=B | 1_a=A 2_b=X | Migration 2_b was changed after it was applied (digest X, applied B); restore its directory from version control, and put the change into a new migration. If the database belongs to another project, use a databaseSchema of this project's own.
          1_a=A 2_b=B | 1_a=X 2_b=Y 3_c=Z | Migration 1_a was changed after it was applied (digest X, applied A); restore its directory from version control, and put the change into a new migration. If the database belongs to another project, use a databaseSchema of this project's own.
          1_a=A 2_b=B | 1_a=A 2_x=B | Migration 2_b was renamed to 2_x after it was applied; give its directory, its plan and its snapshot the old name back.
          1_a=A       | 1_x=A 2_b=B | Migration 1_a was renamed to 1_x after it was applied; give its directory, its plan and its snapshot the old name back.
          1_a=A 2_b=B 3_c=C | 1_a=A 3_c=X | Migration 2_b is applied, but its directory does not exist; if it was deleted, restore it with `git checkout -- migrations/2_b`; otherwise pull the missing migrations, or apply to another database.
          1_a=A 2_b=B | 1_a=A 2_x=X 3_b=Y | The database has 2_b applied where the migrations directory has 2_x: the migration was rewritten after this database applied it, or the database belongs to another branch. Switch to that branch, or pull the missing migrations, or apply to another database.
          1_a=A 2_b=B | 1_a=A | The database is ahead of the migrations directory: 2_b is applied, but not there; if its directory was deleted, restore it with `git checkout -- migrations/2_b`; otherwise pull the missing migrations, or apply to another database. If this is an older release on purpose, set -Dkizaki.ahead=accept: then apply succeeds and does nothing.
          1_a=A 2_b=B 3_c=C | 1_a=A | The database is ahead of the migrations directory: 2_b, 3_c are applied, but not there; if their directories were deleted, restore them with `git checkout -- migrations`; otherwise pull the missing migrations, or apply to another database. If this is an older release on purpose, set -Dkizaki.ahead=accept: then apply succeeds and does nothing.
          1_a=A 2_b=B 3_c=C 4_d=D 5_e=E | 1_a=A | The database is ahead of the migrations directory: 2_b to 5_e (4 migrations) are applied, but not there; if their directories were deleted, restore them with `git checkout -- migrations`; otherwise pull the missing migrations, or apply to another database. If this is an older release on purpose, set -Dkizaki.ahead=accept: then apply succeeds and does nothing.
          1_a=A | 1_x=X | The database contains the history of another project: 1_a is not in the migrations directory; use a databaseSchema of this project's own.
          1_a=A 2_b=B | 1_a=X 2_y=Y | The database contains the history of another project: 1_a, 2_b are not in the migrations directory; use a databaseSchema of this project's own.
          1_a=A 3_c=C | 1_a=A 2_b=B 3_c=C | The database's history table has no row for migration 2, but one for 3_c: a row was deleted by hand; restore it.
          2_b=B       | 1_a=A 2_b=B | The database's history table has no row for migration 1, but one for 2_b: a row was deleted by hand; restore it.
          """)
  void anythingElseIsRefused(String applied, String committed, String message) {
    assertThatThrownBy(
            () -> AppliedHistory.requireBeginning(rows(applied), committed(committed), false))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1_a=A 2_b=B | 1_a=A             | The database is ahead of the migrations directory: 2_b is applied, but not there; if its directory was deleted, restore it with `git checkout -- migrations/2_b`; otherwise run `mvn kizaki:dev`, which takes back the database that was parked for this branch, or, if none was, `mvn kizaki:reset`, which parks this one and builds a new one.
          1_a=A 2_b=B | 1_a=A 2_x=X       | The database has 2_b applied where the migrations directory has 2_x: the migration was rewritten after this database applied it, or the database belongs to another branch. Switch to that branch, or run `mvn kizaki:dev`, which takes back the database that was parked for this branch, or, if none was, `mvn kizaki:reset`, which parks this one and builds a new one.
          1_a=A 2_b=B | 1_a=A 3_c=X       | Migration 2_b is applied, but its directory does not exist; if it was deleted, restore it with `git checkout -- migrations/2_b`; otherwise run `mvn kizaki:dev`, which takes back the database that was parked for this branch, or, if none was, `mvn kizaki:reset`, which parks this one and builds a new one.
          1_a=A       | 1_x=X             | The embedded database has the history of another branch: 1_a is not in the migrations directory; switch to that branch, or run `mvn kizaki:dev`, which takes back the database that was parked for this branch, or, if none was, `mvn kizaki:reset`, which parks this one and builds a new one.
          1_a=A 2_b=B | 1_a=A 2_b=X       | Migration 2_b was changed after it was applied (digest X, applied B); restore its directory from version control, and put the change into a new migration. If a merge or a switch to another branch changed it, run `mvn kizaki:dev`, which takes back the database that was parked for this branch, or, if none was, `mvn kizaki:reset`, which parks this one and builds a new one.
          """)
  void theEmbeddedDatabaseMayBeExchanged(String applied, String committed, String message) {
    assertThatThrownBy(
            () -> AppliedHistory.requireBeginning(rows(applied), committed(committed), true))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          1_a=A 2_b=B | 1_a=A       | true
          1_a=A       | 1_a=A       | false
          1_a=A       | 1_a=A 2_b=B | false
          1_a=A 2_b=B | 1_a=X       | false
          1_a=A 2_b=B | 1_x=A       | false
          1_a=A       | ''          | false
          """)
  void aDatabaseIsAheadOnlyOfAHistoryThatItHas(String applied, String committed, boolean ahead) {
    assertThat(AppliedHistory.isAhead(rows(applied), committed(committed))).isEqualTo(ahead);
  }

  private static List<AppliedMigration> rows(String text) {
    return committed(text).stream()
        .map(
            each ->
                new AppliedMigration(
                    each.number(),
                    each.name(),
                    each.digest(),
                    Optional.empty(),
                    Instant.EPOCH,
                    "ann",
                    1,
                    "1.0"))
        .toList();
  }

  private static List<CommittedMigration> committed(String text) {
    return words(text).stream()
        .map(word -> word.split("="))
        .map(
            parts ->
                new CommittedMigration(
                    Integer.parseInt(parts[0].substring(0, 1)), parts[0], parts[1]))
        .toList();
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
