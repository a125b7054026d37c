/**
 * A PostgreSQL of the project's own: unpack it, start it, join it, stop it with its last user, and
 * recover from whatever a killed build left behind.
 *
 * <p>Start reading at {@link dev.kizaki.engine.embedded.EmbeddedPostgres}, the folder of one
 * project's server, and go on with {@link dev.kizaki.engine.embedded.BinaryCache}, where the
 * programs come from. Three ideas carry the package: a folder is made beside its place and renamed,
 * so it exists whole or not at all ({@code AtomicFolder}); one lock at a time guards every change
 * ({@code ServerLock}); a user is a file that its process keeps locked, so that the operating
 * system itself forgets a killed one ({@code ServerUsers}).
 *
 * <p>It knows nothing of schemas, plans or Maven: whoever calls supplies the binaries ({@link
 * dev.kizaki.engine.embedded.ServerBinaries}).
 */
package dev.kizaki.engine.embedded;
