/**
 * SQL as data: the commands of a migration, the plan statements that they belong to, and their
 * effects on other sessions. {@link dev.kizaki.engine.sql.SqlBuilder} writes SQL texts, {@link
 * dev.kizaki.engine.sql.Quoting} quotes names and strings, and {@link
 * dev.kizaki.engine.sql.SqlTokens} splits a text into tokens. Which commands a plan needs is
 * decided in {@code postgres}, and how they are run in {@code jdbc}. Start with {@link
 * dev.kizaki.engine.sql.SqlCommand}.
 */
package dev.kizaki.engine.sql;
