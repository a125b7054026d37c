/**
 * Translates a plan to change sets: {@link
 * dev.kizaki.engine.changelog.generator.ChangelogGenerator} makes the values of {@code changelog}
 * from the commands of {@code postgres}.
 */
package dev.kizaki.engine.changelog.generator;
