/**
 * Reads the Git repository of a project: which migrations the upstream branch contains, according
 * to the last fetch, or the local default branch if there is no remote. Only local refs and objects
 * are read; nothing is written and no program is run. This is the only package that uses JGit,
 * whose classes are loaded at the first call.
 *
 * <p>Start with {@link dev.kizaki.engine.git.UpstreamBranch}. The package does not read plans or
 * schemas.
 */
package dev.kizaki.engine.git;
