/**
 * Tree to canonical text, the reverse of the parser: parsing what {@link
 * dev.kizaki.inspire.format.AstFormatter} prints gives an equal tree, except for the spans. This is
 * the only place where a construct of the languages is printed.
 *
 * <p>Must not know: ANTLR, the parser, files.
 */
package dev.kizaki.inspire.format;
