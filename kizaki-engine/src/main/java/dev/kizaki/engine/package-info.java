/**
 * The library's door. {@link dev.kizaki.engine.Kizaki} has a method for each goal; requests and
 * results are plain records. Nothing here knows Maven, and nothing prints: a {@link
 * dev.kizaki.engine.api.Reporter} hears the lines.
 */
package dev.kizaki.engine;
