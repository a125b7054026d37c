package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.postgres.ObjectChange;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.takeover.Takeover;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The statements of a migration in progress whose effect was in the database when it was begun. The
 * run that goes on with it, or takes it back, must not find that out anew: what the migration has
 * made meanwhile would look the same.
 */
public final class BegunTakeovers {
  private BegunTakeovers() {}

  /**
   * The takeovers as the run that began the migration recorded them. Defaults with JSON have the
   * form in which the plan has them.
   *
   * @param next the first pending migration, without open questions
   */
  public static Takeovers of(
      MigrationInProgress begun, Optional<Migration> next, MigrationSql sql) {
    return next.filter(each -> each.digest().equals(begun.digest()))
        .filter(any -> !begun.takenOver().isEmpty())
        .map(each -> of(begun, sql.objectChanges(each)))
        .orElse(Takeovers.NONE);
  }

  /**
   * The same, of what the statements do to the catalog.
   *
   * @param changes those of the statements of the migration, or of its first phase
   */
  public static Takeovers of(MigrationInProgress begun, List<ObjectChange> changes) {
    return new Takeovers(
        changes.stream()
            .filter(each -> begun.takenOver().contains(each.cause().ordinal()))
            .map(each -> new Takeover(begun.number(), each))
            .toList(),
        List.of(),
        Set.of());
  }

  /** The same, with JSON in the form in which PostgreSQL stores it, to compare with the catalog. */
  public static Takeovers of(
      MigrationInProgress begun, Optional<Migration> next, MigrationSql sql, ReadSession session) {
    return canonical(of(begun, next, sql), session);
  }

  /** The takeovers with JSON in the form in which PostgreSQL stores it. */
  public static Takeovers canonical(Takeovers takeovers, ReadSession session) {
    Map<String, String> json =
        session.canonicalJson(
            ExpectedCatalog.of(
                    takeovers.all().stream()
                        .flatMap(each -> each.change().added().stream())
                        .toList(),
                    Set.of())
                .jsonDefaults());
    return new Takeovers(
        takeovers.all().stream()
            .map(each -> new Takeover(each.migration(), each.change().withJson(json::get)))
            .toList(),
        List.of(),
        Set.of());
  }
}
