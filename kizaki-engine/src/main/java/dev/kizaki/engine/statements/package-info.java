/**
 * Whether the statements of an application still work while a deploy is between its phases, or
 * after it. PostgreSQL prepares them for empty copies of the tables, in a transaction that is
 * rolled back. Start with {@link dev.kizaki.engine.statements.StatementProof}.
 */
package dev.kizaki.engine.statements;
