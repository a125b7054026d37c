/**
 * The facade of the library: {@link dev.kizaki.engine.Kizaki} has a method for each goal. Requests,
 * results and callbacks are in {@link dev.kizaki.engine.api}. The library uses no class of Maven
 * and prints nothing itself: a {@link dev.kizaki.engine.api.Reporter} receives the lines. No other
 * package depends on this one.
 */
package dev.kizaki.engine;
