package dev.kizaki.engine.faults;

import dev.kizaki.engine.jdbc.CuttingProxy.Cut;
import java.util.List;

/** What can happen to a run at one of its requests. */
enum Kill {
  CUT_BEFORE_REQUEST(Cut.BEFORE_REQUEST),
  CUT_BEFORE_ANSWER(Cut.BEFORE_ANSWER),
  CUT_AFTER_ANSWER(Cut.AFTER_ANSWER),
  /** {@code pg_terminate_backend} of the session that holds the lock for appliers. */
  TERMINATE_LOCK(Cut.NEVER),
  /** The same of the session that changes the database. */
  TERMINATE_WORK(Cut.NEVER);

  private final Cut cut;

  Kill(Cut cut) {
    this.cut = cut;
  }

  /** What becomes of the connection that sent the request. */
  Cut cut() {
    return cut;
  }

  /**
   * Does what is to be done before the connection is cut.
   *
   * @param sessions the server's processes; an applier opens the lock's session first and then the
   *     one it works with
   * @return whether there was something to hit
   */
  boolean strike(FaultServer server, List<Integer> sessions) throws Exception {
    int target = this == TERMINATE_LOCK ? 0 : 1;
    if (cut == Cut.NEVER && sessions.size() > target) {
      server.terminate(sessions.get(target));
    }
    return cut != Cut.NEVER || sessions.size() > target;
  }
}
