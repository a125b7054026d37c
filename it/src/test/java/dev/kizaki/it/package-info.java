/**
 * Tests that need several builds with changes in between. Each runs a whole Maven, as a user does,
 * in a project that {@link dev.kizaki.it.UserProject} keeps on disk. {@link
 * dev.kizaki.it.Transcript} reads the output of a build from its log; the scripts under {@code
 * src/it} use it, too. The package depends on no class of the plugin or the engine except the test
 * servers, and the embedded server of a project ({@link dev.kizaki.it.EmbeddedFolder}). Start with
 * {@link dev.kizaki.it.WorkflowIT}.
 */
package dev.kizaki.it;
