/**
 * Rebases migrations: rewrites the plans of one branch, so that they follow the migrations of
 * another branch, which stay as they are. The branch that stays is called the upstream branch here.
 *
 * <p>Both branches start from one schema, the base, and may use different names for one element of
 * it. Therefore each entity, field, enum and enum value gets an identity, an {@link
 * dev.kizaki.engine.rebase.ElementId}, which it keeps when it is renamed.
 *
 * <p>An example. The base contains {@code entity Task { ownerId: int }}. The upstream migration
 * {@code 0002_assignee} and our migration {@code 0002_wide} are
 *
 * <pre>
 * rename Task.ownerId -&gt; Task.assigneeId      // 0002_assignee
 * change Task.ownerId: int -&gt; bigint          // 0002_wide
 * </pre>
 *
 * <p>The steps, which {@link dev.kizaki.engine.rebase.Rebase} follows:
 *
 * <ol>
 *   <li>Give an identity to each element of the base: {@code Task} is #1, {@code Task.ownerId} is
 *       #2. A {@link dev.kizaki.engine.rebase.BranchState} is a shape with the identities of its
 *       elements.
 *   <li>Replay all our migrations from the base. The result shows what our branch wants in the end:
 *       #2 is {@code Task.ownerId: bigint}.
 *   <li>Replay the upstream migrations from the base ({@link
 *       dev.kizaki.engine.rebase.UpstreamChanges}). #2 is {@code Task.assigneeId: int} then; {@code
 *       0002_assignee} renamed it, and no migration changed its type.
 *   <li>Go through our migrations, statement by statement. Two states follow: <em>ours</em> starts
 *       at the base and applies the statement as it is; <em>merged</em> starts at the end of the
 *       upstream branch and applies the rebased statement. For each statement:
 *       <ol>
 *         <li>Find the elements that it names in ours: {@code Task.ownerId} is #2.
 *         <li>If the upstream branch did the same, leave the statement out.
 *         <li>If the upstream branch did something else to the same property of an element, ask.
 *             The question is a choice in the plan, and its first option is what our branch wants.
 *             An upstream change of {@code Task.ownerId} to {@code string} would be such a case.
 *         <li>Otherwise write the statement with the names of merged: #2 is called {@code
 *             Task.assigneeId} there, so the plan says {@code change Task.assigneeId: int ->
 *             bigint}.
 *       </ol>
 *   <li>At the end of each migration, add and drop the indexes that the references of the merged
 *       schema need, and ask if that schema is not valid.
 * </ol>
 *
 * <pre>
 * Rebase                      the five steps, from BranchMigration to RebasedMigration
 * ├─ BranchState              a shape, and the identity of each of its elements
 * │  ├─ ScopedName            the name of an element and the element that owns it
 * │  └─ IdentityReplay        what a statement does to the identities
 * ├─ UpstreamChanges          what the upstream branch changed, and in which migration
 * │  └─ UpstreamUse           how the upstream branch uses an element that ours drops
 * ├─ StatementRebaser         step 4 for one statement: calls the class for its kind
 * │  ├─ EntityRebaser, FieldRebaser, FieldChangeRebaser, EnumRebaser, EnumOrderRebaser,
 * │  │  GroupRebaser, RowsRebaser, NameRebaser, SequenceRebaser, ObjectRebaser
 * │  ├─ RebaseContext         what these need to know of both branches
 * │  │  └─ MergedObject       an object that both branches changed
 * │  ├─ Attribute             the properties of a field that change independently
 * │  ├─ NameTranslator        from the names of ours to those of merged
 * │  ├─ ElementStatements     the statements that rename or drop an element of any kind
 * │  ├─ Restoration           brings back elements that the upstream branch dropped
 * │  ├─ DefinitionDiff        from the upstream definition of an element to ours
 * │  ├─ LostReferenceTargets  references to fields that must not be referred to any more
 * │  └─ SqlMentions           names in SQL texts, which cannot be translated
 * ├─ ReferenceIndexes         step 5: the indexes of references
 * └─ RebasedPlanBuilder       the lines of the rebased plan, and merged
 *    └─ SecondOption          merged with another answer, to find what needs the first one
 * </pre>
 *
 * <p>The package uses no files, no Git and no database.
 */
package dev.kizaki.engine.rebase;
