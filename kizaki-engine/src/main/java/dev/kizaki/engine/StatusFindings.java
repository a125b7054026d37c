package dev.kizaki.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code status} has found so far. */
final class StatusFindings {
  /** The latest committed migration; absent for none, and where the history is broken. */
  Optional<String> committed = Optional.empty();

  /** The statements that plan would write; absent where the history is broken. */
  Optional<List<String>> sourceDrift = Optional.empty();

  /** The migrations to apply; absent where nobody can know. */
  Optional<List<String>> pending = Optional.empty();

  /** Absent where the database does not answer. */
  Optional<DatabaseState> database = Optional.empty();

  final List<OpenQuestion> unresolved = new ArrayList<>();
  final List<String> history = new ArrayList<>();

  /** How the Liquibase changelogs are not as they should be; empty where none are wanted. */
  final List<String> changelog = new ArrayList<>();

  /** What fails the build, in the order it was found. */
  final List<String> failures = new ArrayList<>();
}
