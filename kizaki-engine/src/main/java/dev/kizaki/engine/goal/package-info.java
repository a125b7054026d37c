/** The work of each goal: one class for each goal. */
package dev.kizaki.engine.goal;
