/**
 * Migrations in stages: which statements are carried out without blocking readers and writers, and
 * how a migration is cut into transactions, commands outside of transactions, and batches of rows.
 * Start with {@link dev.kizaki.engine.online.Stages}. The package uses no database.
 */
package dev.kizaki.engine.online;
