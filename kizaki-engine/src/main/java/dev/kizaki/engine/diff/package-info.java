/**
 * The differences between two shapes, as facts. Start with {@link
 * dev.kizaki.engine.diff.Difference}. The package knows no intent (such as a rename), no order and
 * no SQL.
 */
package dev.kizaki.engine.diff;
