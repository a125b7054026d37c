/**
 * Opens the database that a goal uses, reads it, and compares it with the committed history. {@link
 * dev.kizaki.engine.connect.DatabaseConnector} opens it, {@link
 * dev.kizaki.engine.connect.DatabaseInspector} compares it, {@link
 * dev.kizaki.engine.connect.StatusReader} reads all that {@code status} reports of it.
 */
package dev.kizaki.engine.connect;
