package dev.kizaki.engine.sql;

/** How certain it is that a token of an expression names the thing that is looked for. */
enum Place {
  NAMED,
  /** Certainly another thing. */
  OTHER,
  UNKNOWN
}
