package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.DeployPhase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A migration that runs in stages and is not finished: the row of the table {@code __kizaki_step}.
 *
 * @param number its position in the history, from 1
 * @param name the name of its directory when it was begun
 * @param digest its digest, 64 hexadecimal digits
 * @param toolVersion the version of kizaki that began it
 * @param serverMajor the major version of the server when it was begun
 * @param chosen the indexes of the steps that are carried out by their online forms, and of the
 *     data checks that run at their turn, from 0
 * @param takenOver the indexes of the statements whose effect was in the database before, from 0
 * @param twoColumns the indexes of the statements of the plan that rename a field which has two
 *     columns between the phases, from 0
 * @param stagesDigest the digest of all stages
 * @param stages the number of stages
 * @param stage the number of the stage that was begun last, from 1; 0 before the first
 * @param ended whether that stage has ended
 * @param doing what the stage does, as a phrase such as {@code filling task.public_id}
 * @param begunAt when the migration was begun, by the server's clock
 * @param position how far the stage is, if it writes rows in batches
 * @param phase which part of it the stages are
 * @param expandedAt when its first phase ended, by the server's clock; absent before
 */
public record MigrationInProgress(
    int number,
    String name,
    String digest,
    String toolVersion,
    int serverMajor,
    SortedSet<Integer> chosen,
    SortedSet<Integer> takenOver,
    SortedSet<Integer> twoColumns,
    String stagesDigest,
    int stages,
    int stage,
    boolean ended,
    String doing,
    Instant begunAt,
    FillPosition position,
    DeployPhase phase,
    Optional<Instant> expandedAt) {
  public MigrationInProgress {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(toolVersion, "toolVersion");
    Objects.requireNonNull(chosen, "chosen");
    Objects.requireNonNull(takenOver, "takenOver");
    Objects.requireNonNull(twoColumns, "twoColumns");
    Objects.requireNonNull(stagesDigest, "stagesDigest");
    Objects.requireNonNull(doing, "doing");
    Objects.requireNonNull(begunAt, "begunAt");
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(expandedAt, "expandedAt");
  }

  /** The one in progress among these, or the first one between its phases if none is. */
  public static Optional<MigrationInProgress> current(List<MigrationInProgress> all) {
    return all.stream()
        .filter(each -> !each.isExpanded())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** Whether its first phase has ended and its second one has not begun. */
  public boolean isExpanded() {
    return phase == DeployPhase.EXPAND && expandedAt.isPresent();
  }

  /** How many stages have ended. */
  public int done() {
    return ended ? stage : stage - 1;
  }
}
