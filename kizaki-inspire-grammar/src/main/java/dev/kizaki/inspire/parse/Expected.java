package dev.kizaki.inspire.parse;

import static java.util.Map.entry;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.misc.IntervalSet;

/** The words of messages for what the parser expected and for what it found. */
final class Expected {
  /** Rules that a message names as a whole, whatever tokens they start with. */
  private static final Map<Integer, String> RULES =
      Map.ofEntries(
          entry(InspireBaseParser.RULE_answer, "an answer such as Task.points backfill 0"),
          entry(InspireBaseParser.RULE_argument, "a value"),
          entry(InspireBaseParser.RULE_assignment, "an assignment such as points = 0"),
          entry(InspireBaseParser.RULE_check, "SQL text such as sql(\"...\")"),
          entry(InspireBaseParser.RULE_element, "a value"),
          entry(InspireBaseParser.RULE_fieldDeclaration, "a field such as name: string"),
          entry(InspireBaseParser.RULE_identifier, "a name"),
          entry(InspireBaseParser.RULE_migrationHeader, "migration \"0001_name\" {"),
          entry(InspireBaseParser.RULE_path, "a name with its owner, such as Task.points"),
          entry(InspireBaseParser.RULE_replacement, "a value such as Status.Todo, or none"),
          entry(InspireBaseParser.RULE_sqlText, "SQL text such as sql(\"...\")"),
          entry(InspireBaseParser.RULE_statement, "a statement"),
          entry(InspireBaseParser.RULE_text, "a text in double quotes"),
          entry(InspireBaseParser.RULE_typeExpression, "a type"),
          entry(InspireBaseParser.RULE_validationArgument, "a type or a list of names"),
          entry(InspireBaseParser.RULE_validationExpression, "a type"),
          entry(InspireBaseParser.RULE_validationTerm, "a type"),
          entry(InspireBaseParser.RULE_value, "a value"));

  private static final Map<Integer, String> TOKENS =
      Map.of(
          InspireBaseParser.IDENTIFIER, "a name",
          InspireBaseParser.OPAQUE_BLOCK, "'{'",
          InspireBaseParser.OPAQUE_PARENTHESES, "'('",
          InspireBaseParser.OPAQUE_RULE, "a rule such as read to *",
          InspireBaseParser.NUMBER, "a number",
          InspireBaseParser.STRING, "a text in double quotes");

  private static final int LONGEST_TOKEN = 40;

  private Expected() {}

  /** What the parser expected at the error, such as {@code ':' or a name}. */
  static String words(Parser parser, RecognitionException error, Language language) {
    Token offending = error.getOffendingToken();
    return rule(parser, offending).orElseGet(() -> list(expectedTokens(parser, error), language));
  }

  /** A token as a message quotes it. */
  static String found(Token token, Language language) {
    return switch (token.getType()) {
      case Token.EOF -> language.end();
      case InspireBaseParser.OPAQUE_BLOCK -> "'{'";
      case InspireBaseParser.OPAQUE_PARENTHESES -> "'('";
      default -> quote(token.getText());
    };
  }

  /** The beginning of a piece of text, in quotes. */
  static String quote(String text) {
    int lineEnd = text.indexOf('\n');
    int end = Math.min(lineEnd < 0 ? text.length() : lineEnd, LONGEST_TOKEN);
    String shown = end < text.length() ? text.substring(0, end) + "..." : text;
    return shown.startsWith("\"") ? shown : "'" + shown + "'";
  }

  /** The outermost rule with a name that should have started with the offending token. */
  private static Optional<String> rule(Parser parser, Token offending) {
    Optional<String> rule = Optional.empty();
    ParserRuleContext context = parser.getContext();
    while (context != null && context.getStart() == offending) {
      String words = RULES.get(context.getRuleIndex());
      rule = words == null ? rule : Optional.of(words);
      context = context.getParent();
    }
    return rule;
  }

  /** The tokens that are possible at the last position the parser reached. */
  private static IntervalSet expectedTokens(Parser parser, RecognitionException error) {
    if (error instanceof NoViableAltException noAlternative
        && noAlternative.getDeadEndConfigs() != null
        && noAlternative.getStartToken() != noAlternative.getOffendingToken()) {
      IntervalSet tokens = new IntervalSet();
      for (ATNConfig config : noAlternative.getDeadEndConfigs()) {
        tokens.addAll(parser.getATN().nextTokens(config.state));
      }
      tokens.remove(Token.EPSILON);
      return tokens;
    }
    return error.getExpectedTokens();
  }

  private static String list(IntervalSet tokens, Language language) {
    boolean anyName = tokens.contains(InspireBaseParser.IDENTIFIER);
    boolean anyValue = anyName && tokens.contains(InspireBaseParser.NUMBER);
    List<String> words = new ArrayList<>();
    if (anyValue) {
      words.add("a value");
    } else if (anyName) {
      words.add("a name");
    }
    List<Integer> types = new ArrayList<>(tokens.toList());
    // annotations are possible after almost every word, so they say nothing about what is missing
    types.removeIf(type -> isAnnotation(type) && tokens.size() > 1);
    Vocabulary vocabulary = InspireBaseParser.VOCABULARY;
    for (int type : types) {
      String literal = vocabulary.getLiteralName(type);
      boolean covered =
          anyName && (type == InspireBaseParser.IDENTIFIER || isWord(literal))
              || anyValue && startsValue(type);
      if (!covered) {
        words.add(type == Token.EOF ? language.end() : TOKENS.getOrDefault(type, literal));
      }
    }
    List<String> distinct = words.stream().distinct().collect(Collectors.toList());
    String last = distinct.remove(distinct.size() - 1);
    return distinct.isEmpty() ? last : String.join(", ", distinct) + " or " + last;
  }

  private static boolean isAnnotation(int type) {
    return switch (type) {
      case InspireBaseParser.ANNOTATION,
          InspireBaseParser.UNKNOWN_ANNOTATION,
          InspireBaseParser.DETACHED_ANNOTATION,
          InspireBaseParser.DETACHED_UNKNOWN_ANNOTATION ->
          true;
      default -> false;
    };
  }

  private static boolean isWord(String literal) {
    return literal != null && Character.isLetter(literal.charAt(1));
  }

  private static boolean startsValue(int type) {
    return switch (type) {
      case InspireBaseParser.NUMBER,
          InspireBaseParser.STRING,
          InspireBaseParser.RAW_STRING,
          InspireBaseParser.SINGLE_QUOTED,
          InspireBaseParser.UNCLOSED_STRING,
          InspireBaseParser.OPEN_BRACKET ->
          true;
      default -> false;
    };
  }
}
