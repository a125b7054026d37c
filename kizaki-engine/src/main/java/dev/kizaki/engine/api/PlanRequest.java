package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The request to {@link Kizaki#plan}.
 *
 * @param name the migration's name as the user wrote it; absent to derive it from the change
 * @param resolve answers to open questions, as fragments of the plan language
 * @param resolveFile a file that contains such answers
 * @param rewriteShared whether to rewrite the draft even if the upstream branch already holds it
 * @param fromLifecyclePhase whether a phase of the build runs the goal; if it writes anything, it
 *     then fails, because a file that a build writes has not been reviewed
 * @param prompter asks a person the open questions; absent when no person can answer
 * @param trial the embedded server on which the SQL of objects is tried before it is written;
 *     absent for no trial
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
    Optional<DatabaseLocation.Embedded> trial,
    ChangelogSettings changelogs) {
  public PlanRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(resolve, "resolve");
    Objects.requireNonNull(resolveFile, "resolveFile");
    Objects.requireNonNull(prompter, "prompter");
    Objects.requireNonNull(trial, "trial");
    Objects.requireNonNull(changelogs, "changelogs");
  }

  /** Whether the request contains answers to questions. */
  public boolean answers() {
    return resolve.isPresent() || resolveFile.isPresent();
  }

  /** Whether the goal may have something to do even if schema and history agree. */
  public boolean asksForMore() {
    return answers() || name.isPresent();
  }
}
