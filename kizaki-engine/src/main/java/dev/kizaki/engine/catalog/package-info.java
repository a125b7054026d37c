/**
 * What a database should hold and what it does hold, as values, and their comparison. Both sides
 * are {@link dev.kizaki.engine.catalog.CatalogObject}s, whose properties are written alike: the one
 * side by {@code postgres}, which knows how a schema becomes tables, the other by {@code jdbc},
 * which reads PostgreSQL's catalog. Start with {@link dev.kizaki.engine.catalog.CatalogComparison}.
 * The package knows no schema language, no connection and no DDL.
 */
package dev.kizaki.engine.catalog;
