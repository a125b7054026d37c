package dev.kizaki.engine.plan;

/** Which choice of an open block is taken. */
public enum Decision {
  /** The first: what may have been renamed was. */
  EITHER,
  /** The second: it was dropped, and something else was added. */
  OR
}
