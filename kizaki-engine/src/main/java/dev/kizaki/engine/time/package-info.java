/** Pauses of a thread. Depends on no other package of kizaki. */
package dev.kizaki.engine.time;
