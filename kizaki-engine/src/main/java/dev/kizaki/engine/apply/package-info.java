/**
 * Applies migrations to a database. {@link dev.kizaki.engine.apply.Applier} is the entry point;
 * read it first. It names the other classes in the order in which they are used.
 *
 * <p>Four rules hold for the whole package:
 *
 * <ul>
 *   <li>One applier at a time changes a schema. It holds an advisory lock in a session that does
 *       nothing else ({@code ApplyLock}), and no migration commits unless that session still holds
 *       the lock.
 *   <li>Before the first change, the applier checks the rights of the role ({@link
 *       dev.kizaki.engine.apply.Preflight}) and the rows ({@code PreliminaryChecks}).
 *   <li>A migration and its row in the history table are committed in one transaction ({@link
 *       dev.kizaki.engine.apply.MigrationTransaction}).
 *   <li>After a failure, {@code Recovery} decides whether to try again. If the connection was lost
 *       during a commit, the history table tells whether the migration was applied ({@code
 *       CommitOutcome}).
 * </ul>
 */
package dev.kizaki.engine.apply;
