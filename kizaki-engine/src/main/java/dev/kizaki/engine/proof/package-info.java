/**
 * Checks whether a plan leads to its snapshot. If it does not, the result names the statement that
 * is missing, extra or wrong. Start with {@link dev.kizaki.engine.proof.PlanProof}. The package
 * knows no SQL and no database.
 */
package dev.kizaki.engine.proof;
