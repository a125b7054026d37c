/**
 * Notices when files below some directories change. It knows files and their digests, and nothing
 * of what stands in them. Start with {@link dev.kizaki.engine.watch.WatchedFiles}.
 */
package dev.kizaki.engine.watch;
