/** Waiting. Needs nothing of ours. */
package dev.kizaki.engine.time;
