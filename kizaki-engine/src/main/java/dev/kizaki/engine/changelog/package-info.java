/**
 * Change sets for Liquibase as values: their contents, their ids, and the forms in which Liquibase
 * keeps a value unchanged. The package does not depend on Liquibase: {@code changelog.generator}
 * creates the values, {@code liquibase} writes them as XML. Start with {@link
 * dev.kizaki.engine.changelog.Changelog}.
 */
package dev.kizaki.engine.changelog;
