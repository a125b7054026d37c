/**
 * A migration as change sets for Liquibase, as values: what they hold, under which ids, and in what
 * form Liquibase keeps a value as it is. The package knows nothing of Liquibase itself: {@code
 * changelog.generator} makes the values, {@code liquibase} writes them. Start with {@link
 * dev.kizaki.engine.changelog.Changelog}.
 */
package dev.kizaki.engine.changelog;
