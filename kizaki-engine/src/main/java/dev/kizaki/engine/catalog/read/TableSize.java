package dev.kizaki.engine.catalog.read;

/**
 * The size of a table.
 *
 * @param rows PostgreSQL's estimate; -1 when it has none (never vacuumed or analysed)
 * @param bytes the size in bytes, including indexes and out-of-line values
 */
public record TableSize(long rows, long bytes) {}
