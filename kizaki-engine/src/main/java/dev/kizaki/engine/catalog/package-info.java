/**
 * The objects that a database should contain and those that it contains, as values, and their
 * comparison. Both sides are {@link dev.kizaki.engine.catalog.CatalogObject}s with equal spellings
 * of their properties. {@code postgres} derives the expected objects from a shape; {@code
 * catalog.read} reads the others from the catalog of PostgreSQL.
 *
 * <p>Start with {@link dev.kizaki.engine.catalog.CatalogComparison}. The package knows no schema
 * language and no connection, and writes no SQL.
 */
package dev.kizaki.engine.catalog;
