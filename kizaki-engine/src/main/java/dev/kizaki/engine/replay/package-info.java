/**
 * Statements over a shape give a shape: the rule that makes hand edits of a plan safe. Start with
 * {@link dev.kizaki.engine.replay.Replay}. No SQL, no file, no clock.
 */
package dev.kizaki.engine.replay;
