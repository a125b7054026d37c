/**
 * Turns a plan into a changelog: {@link dev.kizaki.engine.changelog.generator.ChangelogGenerator}
 * creates the values of {@code changelog} from the SQL of {@code postgres}.
 */
package dev.kizaki.engine.changelog.generator;
