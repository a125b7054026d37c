/**
 * Tests of the goals through {@link dev.kizaki.engine.Kizaki} alone: which input they refuse, with
 * which message, and that a refusal leaves files and database unchanged. {@link
 * dev.kizaki.engine.goals.RefusedInput} is one test case of this kind; start there.
 */
package dev.kizaki.engine.goals;
