package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.source.ConflictMarkers;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Text to tree. Parsing never throws: the result contains the tree of all items that could be read,
 * and a diagnostic for each item that could not.
 */
public final class InspireParser {
  private InspireParser() {}

  /** Reads a schema file, {@code *.inspire}. */
  public static ParseResult<InspireFile> parseSchema(SourceText source) {
    List<Diagnostic> conflicts =
        ConflictMarkers.in(source).stream().map(InspireParser::conflict).toList();
    if (!conflicts.isEmpty()) {
      SourceSpan whole = source.span(0, source.text().length());
      return new ParseResult<>(new InspireFile(List.of(), whole), conflicts);
    }
    Run run = new Run(source, Language.SCHEMA);
    return run.parse(
        InspireBaseParser::singleInspireFile,
        tree -> new AstBuilder(run.ast).inspireFile(tree),
        new InspireFile(List.of(), run.ast.whole()));
  }

  /** Parsing a conflict would report each marker several times, and its two sides as duplicates. */
  private static Diagnostic conflict(SourceSpan marker) {
    return Diagnostic.error(
            DiagnosticCode.SYNTAX, marker, "the file contains a conflict that Git could not merge")
        .withHint(
            "keep what is right of both sides, and delete the lines that start with"
                + " <<<<<<<, ======= and >>>>>>>");
  }

  /** Reads a plan file, {@code plan.migration}. */
  public static ParseResult<PlanFile> parsePlan(SourceText source) {
    Run run = new Run(source, Language.PLAN);
    return run.parse(
        InspireBaseParser::singlePlanFile,
        tree -> new AstBuilder(run.ast).planFile(tree, run.sequence.comments()),
        new AstBuilder(run.ast).emptyPlan(run.sequence.comments()));
  }

  /** Reads answers to a plan's open questions: fragments of the plan language. */
  public static ParseResult<AnswerFile> parseAnswers(SourceText source) {
    Run run = new Run(source, Language.ANSWERS);
    return run.parse(
        InspireBaseParser::singleAnswersFile,
        tree -> new AstBuilder(run.ast).answerFile(tree),
        new AnswerFile(List.of(), run.ast.whole()));
  }

  /** The parsing of one text. */
  private static final class Run {
    private final SourceText source;
    private final TokenSequence sequence;
    private final SyntaxErrors errors;
    private final AstContext ast;

    Run(SourceText source, Language language) {
      this.source = source;
      this.sequence = Tokenizer.tokenize(source, language);
      this.errors = new SyntaxErrors(source, language, sequence);
      this.ast = new AstContext(source, language);
    }

    <C extends ParserRuleContext, T> ParseResult<T> parse(
        Function<InspireBaseParser, C> rule, Function<C, T> builder, T nothing) {
      try {
        return new ParseResult<>(builder.apply(tree(rule)), diagnostics());
      } catch (StackOverflowError error) {
        // the tokeniser limits the nesting, but the stack of the thread may be very small
        ast.report(
            Diagnostic.error(
                ast.language().syntaxCode(),
                source.span(0, 0),
                "the text is nested too deeply to be read"));
        return new ParseResult<>(nothing, diagnostics());
      }
    }

    /**
     * The fast prediction mode reads nearly every valid text. Other texts are parsed in full mode.
     */
    private <C extends ParserRuleContext> C tree(Function<InspireBaseParser, C> rule) {
      CommonTokenStream tokens = new CommonTokenStream(new ListTokenSource(sequence.tokens()));
      InspireBaseParser parser = new InspireBaseParser(tokens);
      parser.removeErrorListeners();
      parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
      parser.setErrorHandler(new BailErrorStrategy());
      try {
        return rule.apply(parser);
      } catch (ParseCancellationException exception) {
        tokens.seek(0);
        parser.reset();
        parser.getInterpreter().setPredictionMode(PredictionMode.LL);
        parser.setErrorHandler(errors);
        return rule.apply(parser);
      }
    }

    private List<Diagnostic> diagnostics() {
      List<Diagnostic> all = new ArrayList<>(sequence.diagnostics());
      all.addAll(errors.diagnostics());
      all.addAll(ast.diagnostics());
      all.sort(Comparator.comparingInt(diagnostic -> diagnostic.span().start()));
      return all;
    }
  }
}
