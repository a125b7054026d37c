package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import java.util.List;
import java.util.Optional;

/** The files of a history, from a directory or from elsewhere. */
public interface HistoryFiles {
  /** The migrations directory as messages print it, with slashes. */
  String shown();

  /**
   * Returns the files of the migrations in order, not parsed.
   *
   * @throws Refusal when something is missing or is not a migration
   * @throws EnvironmentFailure when something cannot be read
   */
  List<MigrationFiles> list();

  /** The text of a migration's Liquibase changelog, unchecked; absent if the file is missing. */
  Optional<String> changelog(String migration);

  /** The text of the file that includes all changelogs; absent if the file is missing. */
  Optional<String> master();

  /** A migration's directory as messages print it. */
  default String shown(String migration) {
    return shown() + "/" + migration;
  }

  /**
   * Returns the migrations in order. The two files of each migration are checked; {@link Chain}
   * checks that the migrations follow each other.
   *
   * @throws Refusal as {@link #list}, and when a file is damaged or belongs to another migration
   */
  List<Migration> read();
}
