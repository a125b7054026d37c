/**
 * A migration as change sets for Liquibase, as values: what they hold, in which order, under which
 * ids. The package knows nothing of Liquibase itself; {@code liquibase} writes what is put together
 * here. Start with {@link dev.kizaki.engine.changelog.Changelog}.
 */
package dev.kizaki.engine.changelog;
