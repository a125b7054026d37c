/**
 * Applies the statements of a plan to a shape, without a database. This makes edits of a plan by
 * hand safe, because the result can be compared with the snapshot. Start with {@link
 * dev.kizaki.engine.replay.Replay}. The package uses no SQL, no files and no clock.
 */
package dev.kizaki.engine.replay;
