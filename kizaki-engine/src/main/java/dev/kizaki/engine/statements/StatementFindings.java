package dev.kizaki.engine.statements;

import java.util.List;

/**
 * What the proof has found.
 *
 * @param judged how many statements were judged
 * @param unjudged how many statements PostgreSQL prepares neither before nor after the deploy, or
 *     could mean something else than the copies
 * @param broken the statements that would break
 */
public record StatementFindings(int judged, int unjudged, List<Broken> broken) {
  public StatementFindings {
    broken = List.copyOf(broken);
  }

  /**
   * A statement that works, and would not.
   *
   * @param error what PostgreSQL says of it, in one line, such as {@code column "owner_id" does not
   *     exist (42703)}
   * @param migration the name of the migration
   * @param cause the first line of the statement of its plan that breaks the statement
   * @param ofNew whether only the new version of the application can have sent the statement
   */
  public record Broken(
      ApplicationStatement statement,
      String error,
      String migration,
      String cause,
      boolean ofNew) {}
}
