package dev.kizaki.engine.faults;

import dev.kizaki.engine.jdbc.CuttingProxy.Cut;
import java.util.List;

/** A fault that can occur at one request of a run. */
enum Kill {
  CUT_BEFORE_REQUEST(Cut.BEFORE_REQUEST),
  CUT_BEFORE_ANSWER(Cut.BEFORE_ANSWER),
  CUT_AFTER_ANSWER(Cut.AFTER_ANSWER),
  /** {@code pg_terminate_backend} of the session that holds the lock for appliers. */
  TERMINATE_LOCK(Cut.NEVER),
  /** {@code pg_terminate_backend} of the session that changes the database. */
  TERMINATE_WORK(Cut.NEVER);

  private final Cut cut;

  Kill(Cut cut) {
    this.cut = cut;
  }

  /** When the connection that sent the request is cut. */
  Cut cut() {
    return cut;
  }

  /**
   * Causes the fault, before the connection is cut.
   *
   * @param sessions the process ids of the sessions; an applier opens the session of the lock first
   *     and then the one that changes the database
   * @return whether the session to end existed
   */
  boolean inject(FaultServer server, List<Integer> sessions) throws Exception {
    int target = this == TERMINATE_LOCK ? 0 : 1;
    if (cut == Cut.NEVER && sessions.size() > target) {
      server.terminate(sessions.get(target));
    }
    return cut != Cut.NEVER || sessions.size() > target;
  }
}
