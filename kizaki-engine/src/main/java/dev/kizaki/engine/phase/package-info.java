/**
 * Deploys in two phases: what of a plan is carried out before the new version of an application
 * starts, and what after the old one has stopped. Start with {@link
 * dev.kizaki.engine.phase.PlanPhases}. The package uses no SQL and no database.
 */
package dev.kizaki.engine.phase;
