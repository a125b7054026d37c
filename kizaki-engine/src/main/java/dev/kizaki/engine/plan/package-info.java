/**
 * A plan as a value: statements in order, with the open questions. Start with {@link
 * dev.kizaki.engine.plan.PlanStatement}, the list of all statements of the plan language. Each
 * statement tells which elements of a schema it affects. The package knows no text, no SQL and no
 * planner.
 */
package dev.kizaki.engine.plan;
