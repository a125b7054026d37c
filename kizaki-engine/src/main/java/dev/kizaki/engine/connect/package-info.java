/**
 * Opens the database that a goal uses, reads it, and compares it with the committed history. {@link
 * dev.kizaki.engine.connect.DatabaseConnector} opens it, {@link
 * dev.kizaki.engine.connect.DatabaseInspector} compares it.
 */
package dev.kizaki.engine.connect;
