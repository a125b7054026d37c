/**
 * Words and lines of messages: plurals, durations, values of rows, wrapped lines, advice about
 * damaged files. The package does not depend on schemas or databases.
 */
package dev.kizaki.engine.text;
