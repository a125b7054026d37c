/**
 * The goal {@code rebase}: finds the migrations that move and writes their directories. The plans
 * themselves are rewritten in {@code engine.rebase}. Start with {@link
 * dev.kizaki.engine.goal.rebase.RebaseSides}.
 */
package dev.kizaki.engine.goal.rebase;
