/**
 * What the Git repository around a project says about others: which migrations the upstream branch
 * holds, as far as the last fetch saw. Only local refs and objects are read; nothing is written and
 * no program is run. The only package that knows JGit, which is loaded when it is asked and not
 * before.
 *
 * <p>Start with {@link dev.kizaki.engine.git.UpstreamBranch}. The package knows nothing of plans
 * and schemas.
 */
package dev.kizaki.engine.git;
