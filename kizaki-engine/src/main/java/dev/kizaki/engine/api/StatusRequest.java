package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@link Kizaki#status} is asked.
 *
 * @param failOn what must not be
 * @param jsonFile where to write the status as JSON too
 * @param changelogs whether Liquibase changelogs are asked for, also where there is no {@code
 *     changelog-master.xml} yet
 */
public record StatusRequest(
    Project project,
    DatabaseSettings database,
    Set<FailOn> failOn,
    Optional<Path> jsonFile,
    boolean changelogs) {
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
    Objects.requireNonNull(jsonFile, "jsonFile");
  }
}
