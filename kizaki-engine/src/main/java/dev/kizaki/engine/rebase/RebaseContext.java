package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is needed to rebase one statement.
 *
 * @param before our branch before the statement
 * @param after our branch after the statement
 * @param end our branch after its last statement; shares identities with the base only
 * @param keyQuestions entities whose key both branches change, with the question about it; their
 *     old key is dropped in the same choice in which the new one is added
 * @param names the names that elements have in SQL texts
 * @param schema the objects of the schema in the working tree, by name, where both branches may be
 *     merged already
 */
record RebaseContext(
    RebasedPlanBuilder plan,
    BranchState before,
    BranchState after,
    BranchState end,
    Map<ElementId, String> keyQuestions,
    DatabaseNames names,
    Map<String, SqlObject> schema) {
  /** The question about a statement that needs the first option of a question before it. */
  static final String FOLLOWS_FROM_ANSWER = "This goes with an answer above: is it still wanted?";

  BranchState merged() {
    return plan.merged();
  }

  UpstreamChanges upstream() {
    return plan.upstream();
  }

  /** From the names of our branch after the statement to those of the merged schema. */
  NameTranslator translator() {
    return new NameTranslator(after, merged());
  }

  /**
   * Asks about a statement that needs elements which the merged schema does not contain. A
   * statement inside an entity that comes back as our branch has it is part of that entity already.
   *
   * @param doing what our migration does with them, such as {@code changes it}
   */
  void askToRestore(String doing, Collection<ElementId> missing, List<PlanStatement> statements) {
    List<PlanStatement> either = new ArrayList<>(Restoration.of(missing, after, merged()));
    statements.stream()
        .filter(statement -> !Restoration.contains(either, statement))
        .forEach(either::add);
    plan.ask(restoringQuestion(doing, missing), either, List.of());
  }

  /**
   * Asks about an element that both branches added with different definitions.
   *
   * @param definition its definition, in a state that contains it
   * @param change what makes the upstream branch's definition the one of our branch
   */
  void askWhichStays(
      ElementId element, Function<BranchState, Object> definition, List<PlanStatement> change) {
    plan.ask(
        "%s added another %s than this migration. Which one stays?"
            .formatted(
                upstream()
                    .lastMigrationChanging(
                        state -> state.has(element) ? definition.apply(state) : ""),
                merged().path(element)),
        change,
        List.of());
  }

  /**
   * Asks about an element that both branches changed, if it is the first change of our branch: the
   * later ones follow from the answer.
   *
   * @param migration the one of the upstream branch that changed it
   * @param changed what both changed, such as {@code the options of Tickets}
   * @param which such as {@code Which ones stay?}
   * @param change what makes the upstream branch's definition the one of our branch
   * @return whether there is a question
   */
  boolean askWhichChangeStays(
      ElementId element, String migration, String changed, String which, PlanStatement change) {
    if (!plan.asked().add(element)) {
      return false;
    }
    plan.ask(
        "%s changed %s, and so does this migration. %s".formatted(migration, changed, which),
        List.of(change),
        List.of());
    return true;
  }

  private String restoringQuestion(String doing, Collection<ElementId> missing) {
    Optional<ElementId> gone = missing.stream().filter(upstream()::dropped).findFirst();
    plan.asked().addAll(missing);
    return gone.map(
            element ->
                "%s dropped %s, this migration %s. Does it come back?"
                    .formatted(
                        upstream().lastMigrationAddingOrDropping(element),
                        upstream().base().path(element),
                        doing))
        .orElse(FOLLOWS_FROM_ANSWER);
  }

  /** The question about a value whose SQL contains a name that is not valid any more. */
  Optional<String> questionAboutSql(Optional<PlanValue> value) {
    return value
        .filter(PlanValue.Sql.class::isInstance)
        .map(PlanValue.Sql.class::cast)
        .flatMap(sql -> questionAboutSql(sql.expression()));
  }

  /** The question about SQL that contains a name that is not valid any more. */
  Optional<String> questionAboutSql(String sql) {
    return mentions().firstIn(sql).map("%s. Is it still right?"::formatted);
  }

  /** The question about an object whose text contains a name that is not valid any more. */
  Optional<String> questionAboutObject(String create) {
    return mentions().firstInObject(create).map("%s. Is it still right?"::formatted);
  }

  private SqlMentions mentions() {
    return new SqlMentions(upstream(), before, merged(), names);
  }
}
