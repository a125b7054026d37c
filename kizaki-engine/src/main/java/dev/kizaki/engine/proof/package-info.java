/**
 * Whether a plan leads to its snapshot, and if not, which statement is missing, extra or wrong.
 * Start with {@link dev.kizaki.engine.proof.PlanProof}. No SQL, no database.
 */
package dev.kizaki.engine.proof;
