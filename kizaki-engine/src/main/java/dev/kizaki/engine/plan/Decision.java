package dev.kizaki.engine.plan;

/** Which side of an open choice is selected. */
public enum Decision {
  /** The first side: the element was renamed. */
  EITHER,
  /** The second side: the element was dropped, and another one was added. */
  OR
}
