package dev.kizaki.engine.catalog.read;

/**
 * How big a table is.
 *
 * @param rows PostgreSQL's estimate; -1 when it has none (never vacuumed or analysed)
 * @param bytes with its indexes and its out-of-line values
 */
public record TableSize(long rows, long bytes) {}
