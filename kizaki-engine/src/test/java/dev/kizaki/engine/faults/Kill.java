package dev.kizaki.engine.faults;

import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.jdbc.CuttingProxy;
import dev.kizaki.engine.jdbc.CuttingProxy.Cut;
import dev.kizaki.engine.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

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

  /**
   * Causes the fault, before the connection is cut.
   *
   * @param sessions the process ids of the sessions; an applier opens the session of the lock first
   *     and then the one that changes the database
   * @return whether the session to end existed
   */
  private boolean inject(FaultServer server, List<Integer> sessions) throws Exception {
    int target = this == TERMINATE_LOCK ? 0 : 1;
    if (cut == Cut.NEVER && sessions.size() > target) {
      server.terminate(sessions.get(target));
    }
    return cut != Cut.NEVER || sessions.size() > target;
  }

  /**
   * Causes the fault at one request of a run, and checks what the run reports and the recovery.
   *
   * @param request its number, from 1
   * @return whether there was such a request
   */
  boolean hit(SweptProject project, int request, Recovery recovery) throws Exception {
    recovery.reset();
    Struck struck = strike(project.server(), project.database(), request, project::apply);
    if (struck.fault()) {
      String point = this + " at request " + request;
      recovery.checkClaim(point, struck.claim());
      recovery.recover(point);
    }
    return struck.reached();
  }

  /**
   * A run with a fault.
   *
   * @param reached whether there was such a request
   * @param fault whether the fault occurred at it
   */
  record Struck(boolean reached, boolean fault, Claim claim) {}

  /**
   * Causes the fault at one request of a run.
   *
   * @param request its number, from 1
   */
  Struck strike(
      FaultServer server,
      TestDatabase database,
      int request,
      Function<DatabaseSettings, ApplyResult> run)
      throws Exception {
    AtomicBoolean hit = new AtomicBoolean();
    try (CuttingProxy proxy =
        new CuttingProxy(
            server.port(), request, sessions -> hit.set(inject(server, sessions)), cut)) {
      DatabaseSettings through = FaultServer.through(proxy.port(), database);
      Claim claim = Claim.of(() -> run.apply(through));
      boolean struck = proxy.struck();
      return new Struck(struck, struck && hit.get(), claim);
    }
  }
}
