/**
 * Stories that need several builds with changes in between: each runs a whole Maven, as a user
 * does, in a project that {@link dev.kizaki.it.UserProject} keeps on disk. What a build said is
 * read from its log by {@link dev.kizaki.it.Transcript}, which the scripts under {@code src/it} use
 * too. Nothing here knows a class of the plugin or the engine, but for the servers of its tests,
 * and a project's own where a stopped one is looked into ({@link dev.kizaki.it.EmbeddedFolder}).
 * Start with {@link dev.kizaki.it.WorkflowIT}.
 */
package dev.kizaki.it;
