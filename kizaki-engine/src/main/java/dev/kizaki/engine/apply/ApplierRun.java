package dev.kizaki.engine.apply;

/**
 * What the migrations of a run share.
 *
 * @param progress which of them are applied
 * @param takeovers judges the statements whose effect is in the database already
 */
record ApplierRun(
    ApplierSessions sessions, Recovery recovery, ApplyProgress progress, TakeoverSteps takeovers) {}
