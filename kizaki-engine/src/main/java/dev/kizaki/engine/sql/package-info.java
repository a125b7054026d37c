/**
 * SQL as data: what will be sent, why, and what it does to others. The package knows neither how
 * the text is made ({@code postgres}) nor how it is run ({@code jdbc}). Start with {@link
 * dev.kizaki.engine.sql.SqlCommand}.
 */
package dev.kizaki.engine.sql;
