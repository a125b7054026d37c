/**
 * A plan as a changelog: {@link dev.kizaki.engine.changelog.generator.ChangelogGenerator} writes
 * the values of {@code changelog} with the SQL of {@code postgres}.
 */
package dev.kizaki.engine.changelog.generator;
