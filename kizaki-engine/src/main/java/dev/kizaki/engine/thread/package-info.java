/** Threads for work beside the caller's, and pauses. Depends on no other package of kizaki. */
package dev.kizaki.engine.thread;
