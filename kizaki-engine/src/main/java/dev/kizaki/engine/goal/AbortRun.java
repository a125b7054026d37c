package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.apply.Abort;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.postgres.TakingBack;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Takes one migration back.
 *
 * @param dropData whether what others have written since may be deleted
 */
record AbortRun(Abort abort, AbortLines lines, boolean dropData) {
  /**
   * Finds what is to be done, does it, and says so.
   *
   * @param stages those that have carried the migration out as far as it is
   * @param back what takes its statements back
   * @param before the steps that come before these, as the database requires them
   * @throws Refusal when something cannot be given back, or would be deleted; nothing is changed
   */
  void of(
      MigrationInProgress begun,
      Stages stages,
      TakingBack back,
      Function<ReadSession, List<SqlStep>> before) {
    AbortWork work;
    List<SqlStep> steps;
    try (ReadSession session = ReadSession.of(abort.read())) {
      work = AbortWork.of(begun, session, back, stages.migration(), dropData);
      steps = new ArrayList<>(before.apply(session));
    }
    steps.addAll(work.steps());
    lines.begin(begun, work);
    abort.run(stages.migration(), steps, work.left());
    lines.end(begun, work);
  }
}
