/**
 * The committed history: the migrations directory, the digests and the chain that they form.
 *
 * <pre>
 * MigrationsDirectory   reads and writes the directory
 * ├─ DirectoryListing       finds the entries that are migrations
 * ├─ MigrationReader        reads the two files of a migration
 * │  └─ StrictText          decodes UTF-8
 * ├─ DirectoryWriter        adds, replaces and removes migrations; safe if the process is killed
 * │  ├─ ReplacementJournal  the journal of one replaced migration
 * │  ├─ BatchJournal        the journal of several changed migrations
 * │  └─ WriteLock           allows one writer at a time
 * └─ FileOperations         all changes on disk
 * Chain                     checks that the migrations are those that were planned, in order
 * HistoryTree               finds where branches fork
 * Digest                    the content of a migration as 64 hexadecimal digits
 * └─ DigestTokens, StatementTokens, ShapeTokens: the frozen input of the digest
 * </pre>
 *
 * Start with {@link dev.kizaki.engine.history.MigrationsDirectory}. The package does not depend on
 * SQL or on a database.
 */
package dev.kizaki.engine.history;
