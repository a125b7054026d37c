/**
 * Checks whether a plan leads to its snapshot and, if not, reports which statement is missing,
 * extra or wrong. Start with {@link dev.kizaki.engine.proof.PlanProof}. The package uses no SQL and
 * no database.
 */
package dev.kizaki.engine.proof;
