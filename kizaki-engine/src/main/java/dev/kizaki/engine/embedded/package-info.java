/**
 * The embedded PostgreSQL server of a project. This package unpacks it, starts it, shares it
 * between builds, stops it when the last build has ended, and repairs what a killed build has left.
 *
 * <p>Read {@link dev.kizaki.engine.embedded.EmbeddedPostgres} first, the server of one project, and
 * then {@link dev.kizaki.engine.embedded.BinaryCache}, which unpacks the programs. The package is
 * based on three ideas:
 *
 * <ul>
 *   <li>A folder is filled under another name and then renamed, so that it is either complete or
 *       does not exist ({@code AtomicFolder}).
 *   <li>Every change is made under a lock file ({@code ServerLock}).
 *   <li>Each user of the server has a file that its process keeps locked. The operating system
 *       releases the lock of a killed process ({@code ServerUsers}).
 * </ul>
 *
 * <p>The package does not depend on schemas, plans or Maven. The caller supplies the archive with
 * the programs ({@link dev.kizaki.engine.embedded.ServerBinaries}).
 */
package dev.kizaki.engine.embedded;
