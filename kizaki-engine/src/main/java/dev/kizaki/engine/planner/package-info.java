/**
 * Differences and answers to a plan: intent, order, and the reason for it. Start with {@link
 * dev.kizaki.engine.planner.Planner}. The package asks and never guesses; it knows no file and no
 * console, and of SQL only the examples it shows.
 */
package dev.kizaki.engine.planner;
