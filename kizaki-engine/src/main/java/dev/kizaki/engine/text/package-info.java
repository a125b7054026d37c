/**
 * Formats the parts of messages: plurals, durations, values of rows, wrapped lines. Does not depend
 * on schemas or databases.
 */
package dev.kizaki.engine.text;
