/**
 * What differs between two shapes, as facts. Start with {@link dev.kizaki.engine.diff.Difference}.
 * The package knows nothing of intent (renames), of order, or of SQL.
 */
package dev.kizaki.engine.diff;
