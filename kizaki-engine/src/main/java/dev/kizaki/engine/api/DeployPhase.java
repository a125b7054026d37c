package dev.kizaki.engine.api;

/** Which part of the pending migrations is applied. */
public enum DeployPhase {
  /** All of them: the old version of the application has stopped. */
  WHOLE,
  /** What the new version needs and the old one allows, before the new version starts. */
  EXPAND,
  /** The rest, when the last instance of the old version has stopped. */
  CONTRACT
}
