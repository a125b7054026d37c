/**
 * What each goal does, with one class for each goal. {@link dev.kizaki.engine.goal.MigrationRun} is
 * what they share to apply migrations. The texts for users are in {@code report}.
 */
package dev.kizaki.engine.goal;
