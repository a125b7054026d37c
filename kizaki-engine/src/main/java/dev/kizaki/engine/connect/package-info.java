/**
 * Which database a goal uses, how it is opened, and how it compares with the committed history.
 * Start with {@link dev.kizaki.engine.connect.DatabaseConnector}. What it finds are values; {@code
 * report} prints them.
 */
package dev.kizaki.engine.connect;
