/**
 * Words and lines of messages: plurals, durations, values of rows, wrapped lines. Knows nothing of
 * schemas or databases.
 */
package dev.kizaki.engine.text;
