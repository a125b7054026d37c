/**
 * Plans a migration, and plans a draft again. A draft is the latest migration while no database has
 * applied it.
 *
 * <p>When the schema changes or a person edits the plan, the draft is replaced by a new plan. Its
 * answers, hand-written statements and comments are kept as far as they still apply. What is lost
 * is listed for the user.
 *
 * <pre>
 * MigrationPlanner              the entry: keeps a draft that still leads to the schema
 * └─ DraftReplanner             replaces one that does not, in five steps
 *    ├─ HandWrittenStatements   the statements of the draft that a person wrote
 *    │  └─ RenameChain          renames that pass names on, such as an exchange
 *    ├─ HandWrittenPlacement    a plan that contains as many of them as possible
 *    │  ├─ PlanCandidates       makes the plans that it tries
 *    │  ├─ RevertedStatements   which of them the rest of a plan takes back
 *    │  └─ Reversal             whether a plan takes back what the draft begins with
 *    ├─ GeneratedText           the comments that kizaki wrote itself
 *    ├─ KeptComments            moves the other comments to the lines of the new plan
 *    └─ DraftLosses             what the new plan does not contain
 * </pre>
 *
 * Start with {@link dev.kizaki.engine.draft.MigrationPlanner}. The package uses no files and no
 * database, and does not decide whether a draft may be replaced.
 */
package dev.kizaki.engine.draft;
