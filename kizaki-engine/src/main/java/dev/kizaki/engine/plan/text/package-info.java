/**
 * Plans to text and back. {@link dev.kizaki.engine.plan.text.PlanPrinter} writes the canonical
 * layout, {@link dev.kizaki.engine.plan.text.PlanReader} reads what people wrote. SQL is not parsed
 * here, only checked for being one statement or expression; no file is opened.
 */
package dev.kizaki.engine.plan.text;
