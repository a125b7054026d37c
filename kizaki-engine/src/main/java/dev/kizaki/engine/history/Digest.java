package dev.kizaki.engine.history;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.snapshot.Snapshot;
import java.util.List;

/**
 * The digest of a migration: SHA-256 over the statements of its plan, the shape of its snapshot
 * with the version of its database names, and the digest of the migration before it.
 *
 * <p>It does not depend on comments, layout and line ends, nor on the migration's name and the
 * order of fields. The input of the hash is frozen, because digests are stored in snapshots and in
 * databases. A change of meaning needs a new {@link dev.kizaki.engine.snapshot.DigestVersion}; the
 * old version does not change.
 */
public final class Digest {
  private Digest() {}

  /**
   * Returns the digest of a migration, in the version that its snapshot states.
   *
   * <p>A plan with open markers has a digest too. It differs from that of every resolved plan.
   *
   * @return 64 hexadecimal digits in lower case
   */
  public static String of(Plan plan, Snapshot snapshot) {
    return of(plan, snapshot, new EntityTokenCache());
  }

  /**
   * Returns the digest of one of many migrations.
   *
   * @param cache the tokens of the entities of earlier migrations
   */
  static String of(Plan plan, Snapshot snapshot, EntityTokenCache cache) {
    return switch (snapshot.digest()) {
      case V1 -> version1(plan, snapshot, cache);
    };
  }

  private static String version1(Plan plan, Snapshot snapshot, EntityTokenCache cache) {
    DigestTokens tokens = new DigestTokens();
    tokens.text("kizaki migration");
    tokens.number(1);
    tokens.optional(snapshot.parent(), tokens::text);
    items(tokens, plan.lines().stream().map(PlanLine::item).toList());
    tokens.number(snapshot.naming().number());
    new ShapeTokens(tokens).shape(snapshot.shape(), cache);
    if (snapshot.adopted()) {
      tokens.text("adopted");
    }
    return tokens.sha256();
  }

  private static void items(DigestTokens tokens, List<? extends PlanItem> items) {
    StatementTokens statements = new StatementTokens(tokens);
    tokens.list(
        items,
        item -> {
          if (item instanceof Choice choice) {
            tokens.text("choice");
            items(tokens, choice.either());
            items(tokens, choice.or());
          } else {
            ((PlanStatement) item).accept(statements);
          }
        });
  }
}
