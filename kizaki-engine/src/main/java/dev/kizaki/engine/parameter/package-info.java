/**
 * The texts of parameters as values, for every front end: durations, sizes, words, and which
 * connection parameters go together.
 */
package dev.kizaki.engine.parameter;
