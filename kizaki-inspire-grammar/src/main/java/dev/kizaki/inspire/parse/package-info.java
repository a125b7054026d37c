/**
 * Text to tree. {@link dev.kizaki.inspire.parse.InspireParser} is the way in; a {@link
 * dev.kizaki.inspire.parse.ParseResult} holds the tree and everything that is wrong with the text.
 *
 * <p>A text takes these steps:
 *
 * <ol>
 *   <li>{@code Tokenizer} (with {@code FreeText} and {@code Borders}): characters to tokens; free
 *       text becomes one token, braces balance.
 *   <li>the generated parser, with {@code SyntaxErrors} as its error strategy: one message for each
 *       broken item, in the words of {@code Expected}; {@code ItemBorders} say where to go on.
 *   <li>{@code AstBuilder} and the builders it owns: ANTLR's tree to ours; what the grammar accepts
 *       too widely is refused here ({@code AnnotationForm}, {@code Literals}).
 * </ol>
 *
 * <p>Must not know: what a schema means, files, the engine. Only this package sees ANTLR.
 */
package dev.kizaki.inspire.parse;
