/**
 * What is committed: the migrations directory, the digests and the chain they form.
 *
 * <pre>
 * MigrationsDirectory   reads and writes the directory
 * ├─ DirectoryListing   which entries are migrations
 * ├─ StrictText         bytes to text
 * ├─ DirectoryWriter    a new migration, a replaced one, a removed one; safe against a kill
 * │  ├─ Replacement     the journal of a replaced one
 * │  ├─ Rearrangement   the journal of several that move
 * │  └─ WriteLock       one writer at a time
 * └─ FileOperations     every change on disk goes through here
 * Chain                 whether the migrations are the ones that were planned, in their order
 * HistoryTree           what follows what, where branches met
 * Digest                what a migration means, in 64 digits
 * └─ DigestTokens, StatementTokens, ShapeTokens: the frozen form
 * </pre>
 *
 * Start with {@link dev.kizaki.engine.history.MigrationsDirectory}. The package knows no SQL and no
 * database.
 */
package dev.kizaki.engine.history;
