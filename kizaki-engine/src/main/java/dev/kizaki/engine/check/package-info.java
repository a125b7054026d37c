/**
 * Runs the data checks of a plan against a database. {@link dev.kizaki.engine.check.EarlyChecks}
 * runs those that are possible before the first statement, {@link
 * dev.kizaki.engine.check.CheckRunner} runs a single one. The package changes no rows.
 */
package dev.kizaki.engine.check;
