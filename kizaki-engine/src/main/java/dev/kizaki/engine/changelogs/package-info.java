/**
 * The Liquibase changelog files beside the plans: finds those that are missing, outdated or edited,
 * and writes them. Start with {@link dev.kizaki.engine.changelogs.FoundChangelogs} and {@link
 * dev.kizaki.engine.changelogs.ChangelogUpdate}. Liquibase itself is loaded only to write a file
 * ({@link dev.kizaki.engine.changelogs.LiquibaseLoader}).
 */
package dev.kizaki.engine.changelogs;
