package dev.kizaki.engine.cases;

import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The part of {@link CasesOnPostgresTest} for the oldest server: a class of its own, so that the
 * JVMs of a full run can share the work.
 */
@FullRun
final class CasesOnOldestPostgresTest {
  /** The server runs each case within this number of days. */
  private static final int DAYS = 2;

  @TestFactory
  Stream<DynamicTest> theDailyPartHoldsOnPostgres14() throws SQLException {
    return CasesOnPostgresTest.tests(14, CasesOnPostgresTest.AWKWARD_SCHEMA, DAYS, 0);
  }
}
