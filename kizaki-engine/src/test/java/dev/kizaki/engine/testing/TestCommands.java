package dev.kizaki.engine.testing;

import dev.kizaki.engine.sql.DataEffect;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableLock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds commands for tests, without the generator. */
public final class TestCommands {
  private TestCommands() {}

  /** A command that may change any row. */
  public static SqlCommand command(
      String text,
      PlanStatementRef cause,
      boolean transactional,
      List<TableLock> locks,
      List<Requirement> needs,
      boolean open) {
    return new SqlCommand(
        text,
        cause,
        transactional,
        locks,
        needs,
        Set.of(),
        open,
        DataEffect.ANY,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
