package dev.kizaki.engine.changelog;

import dev.kizaki.engine.sql.Ddl;

/** Whether Liquibase's own change type does what ours does. */
final class NativeDdl {
  private NativeDdl() {}

  static boolean isEquivalent(Ddl ddl) {
    return true;
  }
}
