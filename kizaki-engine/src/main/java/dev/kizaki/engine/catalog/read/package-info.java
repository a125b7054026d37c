/** Reads the catalog of a database, and what Liquibase recorded in it, as values. */
package dev.kizaki.engine.catalog.read;
