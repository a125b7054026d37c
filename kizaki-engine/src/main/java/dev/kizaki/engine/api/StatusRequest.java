package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The request to {@link Kizaki#status}.
 *
 * @param failOn the states that the goal refuses
 * @param jsonFile the file into which the status is also written as JSON; absent for no file
 * @param offline whether to ask no database; then {@code failOn} must not need one
 * @param changelogs whether Liquibase changelogs are required even if there is no {@code
 *     changelog-master.xml} yet
 * @param compare whether to compare the expressions of the database by their meaning, for which
 *     temporary objects are made and undone
 */
public record StatusRequest(
    Project project,
    DatabaseSettings database,
    Set<FailOn> failOn,
    Optional<Path> jsonFile,
    boolean offline,
    boolean changelogs,
    boolean compare) {
  /** A state that can fail a build; the documentation of {@code kizaki:status} describes each. */
  public enum FailOn {
    DRIFT,
    UNRESOLVED,
    HISTORY,
    CHANGELOG,
    PENDING,
    DATABASE;

    /** The states that fail a build unless the user chooses others. */
    public static final Set<FailOn> DEFAULT = Set.of(DRIFT, UNRESOLVED, HISTORY, CHANGELOG);

    /** The word in {@code -Dkizaki.failOn}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this word; absent for an unknown word. */
    public static Optional<FailOn> ofWord(String word) {
      return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }
  }

  public StatusRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    failOn = Set.copyOf(failOn);
    Objects.requireNonNull(jsonFile, "jsonFile");
  }
}
