/**
 * Tests of the goals through {@link dev.kizaki.engine.Kizaki}: the messages of refusals, and that a
 * refusal changes neither files nor the database. {@link dev.kizaki.engine.goals.RefusedInput} is a
 * row of such a table; start there.
 */
package dev.kizaki.engine.goals;
