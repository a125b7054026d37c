/**
 * A migration as change sets for Liquibase, as values: their content, their ids, and the form in
 * which Liquibase keeps a value unchanged. {@code changelog.generator} makes the values, {@code
 * liquibase} writes them to a file.
 *
 * <p>Start with {@link dev.kizaki.engine.changelog.Changelog}. The package uses no class of
 * Liquibase.
 */
package dev.kizaki.engine.changelog;
