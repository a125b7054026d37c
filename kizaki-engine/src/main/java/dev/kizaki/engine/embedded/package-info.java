/**
 * The embedded PostgreSQL server of a project: unpacks it, starts it, shares it between builds,
 * stops it with its last user, and recovers after a build was killed.
 *
 * <p>Start with {@link dev.kizaki.engine.embedded.EmbeddedPostgres}, the folder of one project's
 * server, and continue with {@link dev.kizaki.engine.embedded.BinaryCache}, which provides the
 * programs. Three principles hold in the whole package:
 *
 * <ul>
 *   <li>A folder is filled under another name and then renamed, so it exists completely or not at
 *       all ({@code AtomicFolder}).
 *   <li>One lock protects every change ({@code ServerLock}).
 *   <li>A user of the server is a file that its process keeps locked, so the operating system
 *       releases it when the process is killed ({@code ServerUsers}).
 * </ul>
 *
 * <p>The package knows no schemas, no plans and no Maven. The caller supplies the archive with the
 * programs ({@link dev.kizaki.engine.embedded.ServerBinaries}).
 */
package dev.kizaki.engine.embedded;
