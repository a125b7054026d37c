package dev.kizaki.engine.report;

import dev.kizaki.engine.connect.DatabaseStatus;
import dev.kizaki.engine.project.OpenQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code status} has found.
 *
 * @param committed the latest committed migration; absent if there is none or the history cannot be
 *     read
 * @param latestFolder the latest migration by the name of its directory, even if the history cannot
 *     be read; absent if it is unknown
 * @param unreadableHistory why the history cannot be read
 * @param halfDone a message for each migration that Liquibase has applied only in part
 * @param mismatch why the database's history does not match the committed one
 * @param sourceDrift the statements that {@code plan} would write; absent if they are unknown
 * @param pending the migrations to apply; absent if they are unknown
 * @param unresolved the open questions of all plans
 * @param reading what the database told
 * @param changelog how the Liquibase changelogs differ from the history; empty if none are wanted
 */
public record StatusReport(
    Optional<String> committed,
    Optional<String> latestFolder,
    Optional<String> unreadableHistory,
    List<String> halfDone,
    Optional<String> mismatch,
    Optional<List<String>> sourceDrift,
    Optional<List<String>> pending,
    List<OpenQuestion> unresolved,
    StatusDatabase reading,
    List<String> changelog) {
  public StatusReport {
    Objects.requireNonNull(committed, "committed");
    Objects.requireNonNull(latestFolder, "latestFolder");
    Objects.requireNonNull(unreadableHistory, "unreadableHistory");
    halfDone = List.copyOf(halfDone);
    Objects.requireNonNull(mismatch, "mismatch");
    Objects.requireNonNull(sourceDrift, "sourceDrift");
    Objects.requireNonNull(pending, "pending");
    unresolved = List.copyOf(unresolved);
    Objects.requireNonNull(reading, "reading");
    changelog = List.copyOf(changelog);
  }

  /** The state of the database; absent if it was not read. */
  Optional<DatabaseStatus> database() {
    return reading.state();
  }

  /** All problems of the history, one message each. */
  List<String> historyProblems() {
    List<String> problems = new ArrayList<>();
    unreadableHistory.ifPresent(problems::add);
    problems.addAll(halfDone);
    mismatch.ifPresent(problems::add);
    return problems;
  }

  /** The migrations to apply; empty if they are unknown. */
  List<String> knownPending() {
    return pending.orElse(List.of());
  }

  /**
   * Whether schema, history and database agree and no question is open. A database that was not
   * read and the changelogs do not count.
   */
  public boolean agrees() {
    return historyProblems().isEmpty()
        && sourceDrift.equals(Optional.of(List.of()))
        && knownPending().isEmpty()
        && unresolved.isEmpty()
        && reading.unreadable().isEmpty();
  }

  /** This report with the problems of the Liquibase changelogs. */
  public StatusReport withChangelog(List<String> problems) {
    return new StatusReport(
        committed,
        latestFolder,
        unreadableHistory,
        halfDone,
        mismatch,
        sourceDrift,
        pending,
        unresolved,
        reading,
        problems);
  }
}
