/**
 * Detects changes of the files below some directories by their digests. It does not interpret their
 * content. Start with {@link dev.kizaki.engine.watch.WatchedFiles}.
 */
package dev.kizaki.engine.watch;
