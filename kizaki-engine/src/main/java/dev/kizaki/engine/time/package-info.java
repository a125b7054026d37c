/** Sleeping. Depends on no other package. */
package dev.kizaki.engine.time;
