/**
 * Applies statements to a shape, which gives another shape. This makes a plan safe to edit by hand:
 * the result must equal the snapshot. Start with {@link dev.kizaki.engine.replay.Replay}. The
 * package uses no SQL, no files and no clock.
 */
package dev.kizaki.engine.replay;
