package dev.kizaki.engine.changelogs;

import dev.kizaki.engine.changelog.ChangelogFile;
import dev.kizaki.engine.changelog.ChangelogFile.State;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.HistoryFiles;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.sql.StepTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The comparison of the existing Liquibase changelogs with the expected ones. Each migration
 * without open questions needs a changelog, and the master includes these. Only the first lines of
 * the files are compared, so that Liquibase is not needed.
 *
 * @param states the states of the expected changelogs by migration, in order
 * @param needless the migrations that have a changelog and an open question
 * @param master the state of the master
 */
public record FoundChangelogs(Map<String, State> states, List<String> needless, State master) {
  /** The properties of a migration that its changelog depends on. */
  public record Subject(String migration, String digest, boolean resolved) {
    public Subject {
      Objects.requireNonNull(migration, "migration");
      Objects.requireNonNull(digest, "digest");
    }

    public static Subject of(Migration migration) {
      return new Subject(migration.name(), migration.digest(), migration.plan().isResolved());
    }

    /** A migration of a history without open questions. */
    public static Subject of(CommittedMigration migration) {
      return new Subject(migration.name(), migration.digest(), true);
    }
  }

  /** The name of the master in the output of {@code status}. */
  private static final String MASTER = "changelog-master.xml";

  public FoundChangelogs {
    states = new LinkedHashMap<>(states);
    needless = List.copyOf(needless);
    Objects.requireNonNull(master, "master");
  }

  /**
   * Whether a project uses changelogs: by its configuration, or because it has a master.
   *
   * @param on whether changelogs are configured
   */
  public static boolean wanted(boolean on, HistoryFiles directory) {
    return on || directory.master().isPresent();
  }

  /**
   * @param schema the PostgreSQL schema that holds the tables
   */
  public static FoundChangelogs of(HistoryFiles directory, String schema, List<Subject> subjects) {
    Map<String, State> states = new LinkedHashMap<>();
    List<String> needless = new ArrayList<>();
    for (Subject each : subjects) {
      ChangelogFile file = ChangelogFile.of(schema, each.migration(), each.digest());
      State state = file.state(directory.changelog(each.migration()));
      if (each.resolved()) {
        states.put(each.migration(), state);
      } else if (state != State.MISSING) {
        needless.add(each.migration());
      }
    }
    State master = ChangelogFile.master(List.copyOf(states.keySet())).state(directory.master());
    boolean none = states.isEmpty() && master == State.MISSING;
    return new FoundChangelogs(states, needless, none ? State.CURRENT : master);
  }

  /**
   * The migrations whose changelogs do not stop Liquibase while a migration is in progress. An
   * earlier version has written them.
   */
  public static List<String> unguarded(HistoryFiles directory, List<String> migrations) {
    return migrations.stream()
        .filter(
            each ->
                directory
                    .changelog(each)
                    .filter(text -> !text.contains(StepTable.NAME))
                    .isPresent())
        .toList();
  }

  /** The migrations that should have a changelog, in order: those that the master includes. */
  public List<String> included() {
    return List.copyOf(states.keySet());
  }

  /** The migrations whose changelog is in this state. */
  public List<String> in(State state) {
    return states.keySet().stream().filter(each -> states.get(each) == state).toList();
  }

  /** A line for each kind of wrong changelog; empty if all are current. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (State state : List.of(State.MISSING, State.OUTDATED, State.EDITED)) {
      List<String> files = new ArrayList<>();
      if (!in(state).isEmpty()) {
        files.add(MigrationNames.of(in(state)));
      }
      if (master == state) {
        files.add(MASTER);
      }
      if (!files.isEmpty()) {
        problems.add(word(state) + ": " + String.join(", ", files));
      }
    }
    if (!needless.isEmpty()) {
      problems.add("to be removed while a question is open: " + MigrationNames.of(needless));
    }
    return problems;
  }

  private static String word(State state) {
    return switch (state) {
      case CURRENT -> "current";
      case MISSING -> "missing";
      case OUTDATED -> "outdated";
      case EDITED -> "edited";
    };
  }
}
