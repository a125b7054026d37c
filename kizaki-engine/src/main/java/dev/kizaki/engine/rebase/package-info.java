/**
 * Puts the migrations of one branch on top of another's, by what they mean.
 *
 * <p>Both branches start at one shape. Everything in it has an identity ({@link
 * dev.kizaki.engine.rebase.Thing}) that stays while its name changes, so that a statement of the
 * one branch can be said in the names that the other has left. What both did alike is done; what
 * they did to the same thing in different ways is asked.
 *
 * <pre>
 * Rebase                      migration by migration
 * ├─ Side                     a branch on its way: a shape, and the identity of all that is in it
 * ├─ OtherSide                what the other branch did to a thing, and in which migration
 * ├─ Transfer                 a statement over the new base: a table of contents
 * │  └─ Field-, Entity-, Enum-, Group-, Rows-, NameTransfer
 * ├─ Translation, Restoration names of the new base; what has to come back to it
 * ├─ Mentions                 names in SQL texts, which nobody can adapt
 * └─ Draft                    the plan that comes out
 * </pre>
 *
 * Start with {@link dev.kizaki.engine.rebase.Rebase}. The package knows no file, no Git and no
 * database.
 */
package dev.kizaki.engine.rebase;
