/**
 * The differences between two shapes, as facts. Start with {@link
 * dev.kizaki.engine.diff.Difference}. The package does not interpret them: it knows no renames, no
 * order and no SQL.
 */
package dev.kizaki.engine.diff;
