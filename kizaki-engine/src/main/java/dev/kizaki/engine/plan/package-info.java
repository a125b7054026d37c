/**
 * A plan as a value: statements in order, open questions included. Start with {@link
 * dev.kizaki.engine.plan.PlanStatement}, the table of contents of the plan language; each statement
 * says which elements of a schema it is about. The package knows no text, no SQL, and nothing of
 * how a plan was found.
 */
package dev.kizaki.engine.plan;
