package dev.kizaki.engine.history;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.snapshot.Snapshot;
import java.util.List;

/**
 * What a migration means, in 64 digits: SHA-256 over the statements of its plan, the shape of its
 * snapshot with the version of its database names, and the digest of the migration before it.
 *
 * <p>Comments, layout and line ends are no part of it, nor are the migration's name and the order
 * of fields. The form is frozen: a digest, once written, holds for ever. A change in meaning takes
 * a new {@link dev.kizaki.engine.snapshot.DigestVersion}, and the old one stays as it is.
 */
public final class Digest {
  private Digest() {}

  /**
   * The digest of a migration, in the version that its snapshot states.
   *
   * <p>A plan with open markers has one too, which is not that of any resolved plan.
   *
   * @return 64 hexadecimal digits in lower case
   */
  public static String of(Plan plan, Snapshot snapshot) {
    return of(plan, snapshot, new EntityTokenCache());
  }

  /**
   * The digest of one migration of many.
   *
   * @param forms those of entities that earlier ones had too
   */
  static String of(Plan plan, Snapshot snapshot, EntityTokenCache forms) {
    return switch (snapshot.digest()) {
      case V1 -> version1(plan, snapshot, forms);
    };
  }

  private static String version1(Plan plan, Snapshot snapshot, EntityTokenCache forms) {
    DigestTokens tokens = new DigestTokens();
    tokens.text("kizaki migration");
    tokens.number(1);
    tokens.optional(snapshot.parent(), tokens::text);
    items(tokens, plan.lines().stream().map(PlanLine::item).toList());
    tokens.number(snapshot.naming().number());
    new ShapeTokens(tokens).shape(snapshot.shape(), forms);
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
