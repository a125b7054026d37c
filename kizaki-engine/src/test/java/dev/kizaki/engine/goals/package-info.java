/**
 * The goals through the library's door: what they refuse, in which words, and that a refusal leaves
 * files and database as they were. {@link dev.kizaki.engine.goals.RefusedInput} is a row of such a
 * table; start there. Nothing here reaches behind {@link dev.kizaki.engine.Kizaki}.
 */
package dev.kizaki.engine.goals;
