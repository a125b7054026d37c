/**
 * Words and lines of messages: plurals, durations, values of rows, wrapped lines. The package knows
 * no schemas and no databases.
 */
package dev.kizaki.engine.text;
