/**
 * SQL as data: the commands that will be sent, the plan statements that they serve, and their
 * effect on other sessions. Start with {@link dev.kizaki.engine.sql.SqlCommand}.
 *
 * <p>{@link dev.kizaki.engine.sql.SqlBuilder} is the only writer of SQL texts, {@link
 * dev.kizaki.engine.sql.Quoting} the only class that quotes, and {@link
 * dev.kizaki.engine.sql.SqlTokens} the only tokeniser. The package knows neither which commands a
 * plan needs ({@code postgres}) nor how they run ({@code jdbc}, {@code apply}).
 */
package dev.kizaki.engine.sql;
