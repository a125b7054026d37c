/**
 * Damaged, long and deeply nested inputs of every reader. Inputs are made from valid ones by random
 * edits, or repeat one thing many times.
 */
package dev.kizaki.engine.fuzz;
