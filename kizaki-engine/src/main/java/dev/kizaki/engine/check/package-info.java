/**
 * Runs the data checks of a plan against a database. {@link dev.kizaki.engine.check.EarlyChecks}
 * runs those that can run before the first migration, {@link dev.kizaki.engine.check.CheckRunner}
 * runs a single one.
 */
package dev.kizaki.engine.check;
