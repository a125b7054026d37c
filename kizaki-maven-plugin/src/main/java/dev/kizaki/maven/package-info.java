/**
 * The goals, as Maven sees them: parameters become a request, lines become log lines, a refusal
 * becomes a failed build. Everything that is not Maven's business happens behind {@link
 * dev.kizaki.engine}, the only package of the engine that this one may touch; no other module may
 * touch Maven.
 *
 * <p>Start with {@link dev.kizaki.maven.PlanMojo}: a goal is annotated fields and one call. What
 * every goal shares is in {@link dev.kizaki.maven.AbstractKizakiMojo}, what the goals with a
 * database share in {@link dev.kizaki.maven.AbstractDatabaseMojo}; the rules about connection
 * parameters are in {@link dev.kizaki.maven.parameters.ConnectionParameters}.
 *
 * <p>Nothing here is static state, and each execution has a Mojo of its own, so that modules may be
 * built side by side. Maven sets the thread's context class loader to the plugin's realm while a
 * goal runs.
 */
package dev.kizaki.maven;
