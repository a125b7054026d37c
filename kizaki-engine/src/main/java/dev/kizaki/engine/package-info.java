/**
 * The entry point of the library. {@link dev.kizaki.engine.Kizaki} has one method for each goal;
 * requests and results are plain records. Nothing here depends on Maven, and nothing prints: a
 * {@link dev.kizaki.engine.api.Reporter} receives the lines.
 */
package dev.kizaki.engine;
