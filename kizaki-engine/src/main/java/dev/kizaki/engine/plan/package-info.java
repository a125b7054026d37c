/**
 * A plan as a value: ordered statements, with the open questions. Start with {@link
 * dev.kizaki.engine.plan.PlanStatement}, which lists the kinds of statements in the plan language;
 * each statement knows which elements of a schema it is about. The package does not parse text,
 * contains no SQL, and does not know how a plan is found.
 */
package dev.kizaki.engine.plan;
