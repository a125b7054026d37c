package dev.kizaki.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@link Kizaki#status} is asked.
 *
 * @param failOn what must not be
 * @param ignore patterns of what in the database no migration made and nobody wants to hear of, as
 *     {@link dev.kizaki.engine.catalog.IgnorePatterns} reads them
 * @param jsonFile where to write the status as JSON too
 */
public record StatusRequest(
    Project project,
    Database database,
    Set<FailOn> failOn,
    List<String> ignore,
    Optional<Path> jsonFile) {
  /** A state that can fail a build. */
  public enum FailOn {
    DRIFT,
    UNRESOLVED,
    HISTORY,
    CHANGELOG,
    PENDING,
    DATABASE;

    /** What fails a build unless the user chooses. */
    public static final Set<FailOn> DEFAULT = Set.of(DRIFT, UNRESOLVED, HISTORY, CHANGELOG);

    /** The word in {@code -Dkizaki.failOn}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FailOn> ofWord(String word) {
      return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }
  }

  public StatusRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    failOn = Set.copyOf(failOn);
    ignore = List.copyOf(ignore);
    Objects.requireNonNull(jsonFile, "jsonFile");
  }

  /** Nothing is ignored and nothing written. */
  public StatusRequest(Project project, Database database, Set<FailOn> failOn) {
    this(project, database, failOn, List.of(), Optional.empty());
  }
}
