/**
 * The committed history: the migrations directory, the digests, and the chain that they form.
 *
 * <pre>
 * MigrationsDirectory        the entry: reads and writes the directory
 * ├─ DirectoryListing        which entries are migrations
 * ├─ MigrationReader         the files of the migrations, in order
 * │  └─ StrictText           bytes to text
 * ├─ DirectoryWriter         creates, replaces and removes migrations; survives a kill
 * │  ├─ ReplacementJournal   replaces one migration
 * │  ├─ BatchJournal         moves and rewrites several migrations together
 * │  ├─ StagingDirectory     the folders in which both are prepared
 * │  └─ WriteLock            one writer at a time
 * └─ FileOperations          every change on disk
 * Chain                      whether the migrations are the planned ones, in the planned order
 * HistoryTree                which migration follows which, where branches were merged
 * Digest                     the meaning of a migration, in 64 hexadecimal digits
 * └─ DigestTokens, StatementTokens, ShapeTokens: the frozen form of what is hashed
 * </pre>
 *
 * Start with {@link dev.kizaki.engine.history.MigrationsDirectory}. The package knows no SQL and no
 * database.
 */
package dev.kizaki.engine.history;
