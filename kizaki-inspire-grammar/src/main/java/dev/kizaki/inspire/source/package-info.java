/**
 * Texts, places in them, and problems with their printed form: place, quoted line, caret and hint.
 *
 * <p>A {@link dev.kizaki.inspire.source.SourceSpan} is a part of a {@link
 * dev.kizaki.inspire.source.SourceText}; a {@link dev.kizaki.inspire.source.Diagnostic} describes a
 * problem there, with a {@link dev.kizaki.inspire.source.DiagnosticCode} whose meaning never
 * changes; {@link dev.kizaki.inspire.source.DiagnosticPrinter} prints it.
 *
 * <p>Must not know: the languages, the tree, files. Start reading at {@link
 * dev.kizaki.inspire.source.Diagnostic}.
 */
package dev.kizaki.inspire.source;
