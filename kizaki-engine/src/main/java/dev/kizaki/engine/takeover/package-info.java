/**
 * Compares what the pending migrations make with what a database has already: which names are
 * taken, and which statements have their effect there already and are taken over. Functions only;
 * the catalog is read by {@link dev.kizaki.engine.catalog.read}.
 */
package dev.kizaki.engine.takeover;
