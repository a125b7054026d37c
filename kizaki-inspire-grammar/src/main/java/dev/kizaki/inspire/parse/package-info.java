/**
 * Text to tree. {@link dev.kizaki.inspire.parse.InspireParser} is the entry point; a {@link
 * dev.kizaki.inspire.parse.ParseResult} contains the tree and all problems of the text.
 *
 * <p>Parsing has these steps:
 *
 * <ol>
 *   <li>{@code Tokenizer} (with {@code OpaqueText} and {@code ItemStarts}): characters to tokens;
 *       each opaque text becomes one token, and braces balance.
 *   <li>the generated parser, with {@code SyntaxErrors} as its error strategy: one message for each
 *       broken item, in the words of {@code Expected}; {@code SyncPoints} finds where to continue.
 *   <li>{@code AstBuilder} and the builders it owns: ANTLR's tree to the syntax tree. They also
 *       refuse wrong text that the grammar accepts ({@code AnnotationForm}, {@code Literals}).
 * </ol>
 *
 * <p>Must not know: what a schema means, files, the engine. Only this package uses ANTLR.
 */
package dev.kizaki.inspire.parse;
