package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When a data check runs that shows the key of the rows that it finds. A key of another type is
 * shown as before; one that is called differently can be shown only at the turn of the statement.
 */
class CheckTimesTest {
  private static final String BEFORE = "entity T { id: int @primaryKey, a: int }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entity T { id: int @primaryKey, a: int @unique } | UP_FRONT",
        "entity T { id: bigint @primaryKey, a: int @unique } | UP_FRONT",
        "entity T { id: bigint = autoincrement() @primaryKey, a: int @unique } | UP_FRONT",
        "entity T { id: int @primaryKey @column(\"other\"), a: int @unique } | AT_ITS_TURN",
        "entity T { id: int @primaryKey, a: bigint @unique } | AT_ITS_TURN",
        "entity T { a: int @unique, other: int @primaryKey } | AT_ITS_TURN",
      })
  void aCheckWaitsOnlyForWhatItReads(String after, CheckSchedule.Time time) {
    PlannedCase planned =
        PlannedCase.of(
            new CaseFile(
                "key", "key", Map.of(Section.BEFORE, BEFORE, Section.AFTER, after.strip())));
    SqlMigration migration =
        new SqlMigration(
            2,
            "0002_key",
            "",
            Optional.empty(),
            PostgresGenerator.generate(
                planned.before(),
                Resolution.all(planned.plan()).get(0),
                "public",
                new DatabaseNames(NamingVersion.CURRENT)),
            List.of());
    assertThat(CheckSchedule.of(List.of(migration)))
        .filteredOn(each -> each.check().subject().contains("share a"))
        .extracting(CheckSchedule.Entry::time)
        .containsExactly(time);
  }
}
