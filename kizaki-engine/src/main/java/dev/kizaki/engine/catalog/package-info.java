/**
 * Compares the objects that a database should contain with those that it contains. Both are {@link
 * dev.kizaki.engine.catalog.CatalogObject}s whose properties have the same form. {@code postgres}
 * creates the expected ones from a shape, {@code catalog.read} reads the existing ones from
 * PostgreSQL's catalog. Start with {@link dev.kizaki.engine.catalog.CatalogComparison}. The package
 * uses no schema language, no connection and no DDL.
 */
package dev.kizaki.engine.catalog;
