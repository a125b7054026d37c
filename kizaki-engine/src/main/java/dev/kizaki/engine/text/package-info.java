/**
 * Formats the parts of messages: plurals, durations, values of rows, wrapped lines, and advice
 * about damaged files. Does not depend on schemas or databases.
 */
package dev.kizaki.engine.text;
