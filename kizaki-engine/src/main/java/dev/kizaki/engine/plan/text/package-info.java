/**
 * Plans to text and back. {@link dev.kizaki.engine.plan.text.PlanPrinter} writes the canonical
 * layout; {@link dev.kizaki.engine.plan.text.PlanReader} reads any layout. SQL in a plan is not
 * parsed; the only check is that it is one statement or one expression. The package opens no files.
 */
package dev.kizaki.engine.plan.text;
