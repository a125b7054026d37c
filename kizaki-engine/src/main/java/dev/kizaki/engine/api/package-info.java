/**
 * Requests, results, exceptions and callbacks of {@link dev.kizaki.engine.Kizaki}. Every package
 * may need this one; it needs none.
 */
package dev.kizaki.engine.api;
