/**
 * Applies migrations: the lock, one transaction a migration, retries, and what became of a commit
 * whose answer was lost.
 */
package dev.kizaki.engine.apply;
