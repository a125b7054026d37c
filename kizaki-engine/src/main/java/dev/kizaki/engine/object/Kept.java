package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.Quoting;
import java.util.Objects;

/**
 * Where {@link KeepCommands} writes what {@link RestoreCommand} reads.
 *
 * @param setting the name of a setting of the session
 * @param forSession whether the setting outlives the transaction: Liquibase runs each statement of
 *     a plan in one of its own
 */
record Kept(String setting, boolean forSession) {
  Kept {
    Objects.requireNonNull(setting, "setting");
  }

  /** For commands that one statement of a plan runs together. */
  static Kept inTransaction() {
    return new Kept("kizaki.kept", false);
  }

  /** The setting as a string of SQL. */
  String name() {
    return Quoting.string(setting);
  }

  /** The last argument of {@code set_config}. */
  String isLocal() {
    return forSession ? "false" : "true";
  }
}
