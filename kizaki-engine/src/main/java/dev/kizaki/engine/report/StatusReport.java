package dev.kizaki.engine.report;

import dev.kizaki.engine.connect.DatabaseStatus;
import dev.kizaki.engine.project.OpenQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code status} has found so far. */
public final class StatusReport {
  /** The latest committed migration; absent for none, and where the history is broken. */
  public Optional<String> committed = Optional.empty();

  /** The statements that plan would write; absent where the history is broken. */
  public Optional<List<String>> sourceDrift = Optional.empty();

  /** The migrations to apply; absent where nobody can know. */
  public Optional<List<String>> pending = Optional.empty();

  /** Absent where the database does not answer. */
  public Optional<DatabaseStatus> database = Optional.empty();

  public final List<OpenQuestion> unresolved = new ArrayList<>();
  public final List<String> history = new ArrayList<>();

  /** How the Liquibase changelogs are not as they should be; empty where none are wanted. */
  public final List<String> changelog = new ArrayList<>();

  /** What fails the build, in the order it was found. */
  public final List<String> failures = new ArrayList<>();
}
