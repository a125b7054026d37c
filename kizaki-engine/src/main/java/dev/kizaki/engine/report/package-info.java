/**
 * The lines and JSON documents that people and programs read. The package receives values; it reads
 * no project files and uses no database.
 */
package dev.kizaki.engine.report;
