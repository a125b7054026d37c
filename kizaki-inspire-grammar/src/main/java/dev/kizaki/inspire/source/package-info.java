/**
 * Where text is, and how a problem in it is said: place, quoted line, caret, way out.
 *
 * <p>A {@link dev.kizaki.inspire.source.SourceSpan} is a stretch of a {@link
 * dev.kizaki.inspire.source.SourceText}; a {@link dev.kizaki.inspire.source.Diagnostic} says what
 * is wrong there, with a {@link dev.kizaki.inspire.source.DiagnosticCode} that never changes its
 * meaning; {@link dev.kizaki.inspire.source.DiagnosticPrinter} prints it.
 *
 * <p>Must not know: the languages, the tree, files. Start reading at {@link
 * dev.kizaki.inspire.source.Diagnostic}.
 */
package dev.kizaki.inspire.source;
