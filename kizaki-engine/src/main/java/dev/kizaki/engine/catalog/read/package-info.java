/**
 * Reads the catalog of a database, and what Liquibase recorded in it, as values. Start with {@link
 * dev.kizaki.engine.catalog.read.CatalogReader}. The package changes nothing in the database and
 * does not know which objects are expected.
 */
package dev.kizaki.engine.catalog.read;
