/** The goal rebase: chooses the migrations that move, and changes their directories. */
package dev.kizaki.engine.goal.rebase;
