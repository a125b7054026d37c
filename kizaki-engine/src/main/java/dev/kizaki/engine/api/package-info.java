/**
 * Requests, results, exceptions and callbacks of {@link dev.kizaki.engine.Kizaki}. Every package
 * may depend on this one; it depends on no other package of the engine.
 */
package dev.kizaki.engine.api;
