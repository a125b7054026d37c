package dev.kizaki.engine.cases;

import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The part of {@link CasesOnPostgresTest} for the oldest server: a class of its own, so that the
 * two JVMs of a full run can share the work.
 */
@FullRun
final class CasesOnOldestPostgresTest {
  @TestFactory
  Stream<DynamicTest> everyCaseHoldsOnPostgres14() throws SQLException {
    return CasesOnPostgresTest.tests(14, CasesOnPostgresTest.AWKWARD_SCHEMA, 1, 0);
  }
}
