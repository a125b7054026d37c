/**
 * Tree to canonical text, the other half of the parser: reading what {@link
 * dev.kizaki.inspire.format.AstFormatter} wrote gives an equal tree, but for the spans.
 *
 * <p>Must not know: ANTLR, the parser, files.
 */
package dev.kizaki.inspire.format;
