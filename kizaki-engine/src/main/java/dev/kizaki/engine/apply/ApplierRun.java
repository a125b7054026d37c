package dev.kizaki.engine.apply;

import dev.kizaki.engine.takeover.Takeovers;

/**
 * What the migrations of a run share.
 *
 * @param progress which of them are applied
 * @param takeovers judges the statements whose effect is in the database already
 */
record ApplierRun(
    ApplierSessions sessions, Recovery recovery, ApplyProgress progress, TakeoverSteps takeovers) {
  /**
   * Begins to change the database: creates the history table if it does not exist, and the session
   * that runs the migrations.
   *
   * @throws dev.kizaki.engine.api.EnvironmentFailure when the connection is lost
   */
  static ApplierRun begin(ApplierSessions sessions, ApplyProgress progress, Takeovers takeovers) {
    sessions.createHistory();
    sessions.startTransactions(sessions.work());
    RunSettings settings = sessions.settings();
    return new ApplierRun(
        sessions,
        new Recovery(sessions),
        progress,
        new TakeoverSteps(takeovers, settings.sessions(), settings.listener()));
  }
}
