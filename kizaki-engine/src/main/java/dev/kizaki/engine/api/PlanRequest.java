package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link Kizaki#plan} is asked.
 *
 * @param name the migration's name as the user wrote it; absent for one that follows from the
 *     change
 * @param resolve answers to open questions, fragments of the plan language
 * @param resolveFile a file of such answers
 * @param rewriteShared whether a draft may change although the upstream branch holds it
 * @param fromLifecyclePhase whether a build phase runs it, so that what it writes must fail the
 *     build: nobody has reviewed it
 * @param prompter who can be asked what is open; absent where nobody is there
 * @param changelogs whether and how Liquibase changelogs are written
 */
public record PlanRequest(
    Project project,
    DatabaseSettings database,
    Optional<String> name,
    Optional<String> resolve,
    Optional<Path> resolveFile,
    boolean rewriteShared,
    boolean fromLifecyclePhase,
    Optional<Prompter> prompter,
    ChangelogSettings changelogs) {
  public PlanRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(resolve, "resolve");
    Objects.requireNonNull(resolveFile, "resolveFile");
    Objects.requireNonNull(prompter, "prompter");
    Objects.requireNonNull(changelogs, "changelogs");
  }

  /** Whether it brings answers. */
  public boolean answers() {
    return resolve.isPresent() || resolveFile.isPresent();
  }

  /** Whether there may be something to do although schema and history agree. */
  public boolean asksForMore() {
    return answers() || name.isPresent();
  }
}
