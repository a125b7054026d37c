/**
 * SQL as data: what will be sent, why, and what it does to others. {@link
 * dev.kizaki.engine.sql.SqlBuilder} is the one writer of SQL texts, {@link
 * dev.kizaki.engine.sql.Quoting} the one place that quotes, {@link dev.kizaki.engine.sql.SqlTokens}
 * the one that cuts a text into its tokens. The package knows neither which commands a plan needs
 * ({@code postgres}) nor how they are run ({@code jdbc}). Start with {@link
 * dev.kizaki.engine.sql.SqlCommand}.
 */
package dev.kizaki.engine.sql;
