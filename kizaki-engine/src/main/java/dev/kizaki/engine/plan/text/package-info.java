/**
 * Plans to text and back. {@link dev.kizaki.engine.plan.text.PlanPrinter} writes the canonical
 * layout, {@link dev.kizaki.engine.plan.text.PlanReader} reads what people made of it. No SQL is
 * understood here, only told apart from what is none; no file is opened.
 */
package dev.kizaki.engine.plan.text;
