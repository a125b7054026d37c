/**
 * The goal {@code plan}: its questions, the ways to answer them, and the files that it writes.
 * Start with {@link dev.kizaki.engine.goal.plan.PlanGoal}.
 */
package dev.kizaki.engine.goal.plan;
