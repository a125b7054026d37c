/** What each goal does: one class a goal. */
package dev.kizaki.engine.goal;
