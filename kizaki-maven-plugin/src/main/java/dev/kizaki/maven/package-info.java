/**
 * The goals as Maven plugin goals: parameters become a request, reported lines become log lines, a
 * refusal becomes a failed build. Everything else is the work of the engine, of which this package
 * uses only {@link dev.kizaki.engine}, {@link dev.kizaki.engine.api} and {@link
 * dev.kizaki.engine.connection}. No other module depends on Maven.
 *
 * <p>Start with {@link dev.kizaki.maven.PlanMojo}: a goal consists of annotated fields and one
 * call. The parameters of all goals are in {@link dev.kizaki.maven.AbstractKizakiMojo}, those of
 * the goals with a database in {@link dev.kizaki.maven.AbstractDatabaseMojo}; the rules for
 * connection parameters are in {@link dev.kizaki.engine.parameter.ConnectionParameters}.
 *
 * <p>There is no static state, and each execution has its own Mojo, so Maven may build modules in
 * parallel. While a goal runs, Maven sets the thread's context class loader to the plugin's realm.
 */
package dev.kizaki.maven;
