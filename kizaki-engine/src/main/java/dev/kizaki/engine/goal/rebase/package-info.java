/** The goal rebase: which migrations move, and the directories that it writes. */
package dev.kizaki.engine.goal.rebase;
