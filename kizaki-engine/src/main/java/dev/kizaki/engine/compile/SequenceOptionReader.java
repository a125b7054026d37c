package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.shape.SequenceRules;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the options of a sequence: {@code increment: 50, start: 1}. Schemas and plans read them in
 * the same way.
 */
public final class SequenceOptionReader {
  private static final String TYPE = "type";
  private static final String CYCLE = "cycle";

  private final DiagnosticCode code;
  private final Consumer<Diagnostic> problems;
  private boolean sound = true;

  private SequenceOptionReader(DiagnosticCode code, Consumer<Diagnostic> problems) {
    this.code = code;
    this.problems = problems;
  }

  /**
   * The options; empty if a problem was reported.
   *
   * @param usual the type of the sequence without the option
   * @param code the code of the problems
   */
  public static Optional<SequenceOptions> read(
      List<Value.Option> written,
      Scalar usual,
      DiagnosticCode code,
      Consumer<Diagnostic> problems) {
    SequenceOptionReader reader = new SequenceOptionReader(code, problems);
    Map<String, Value.Option> options = reader.byWord(written);
    SequenceOptions read =
        new SequenceOptions(
            Optional.ofNullable(options.get(TYPE)).flatMap(reader::type),
            reader.number(options, "increment").orElse(SequenceOptions.NONE.increment()),
            reader.number(options, "min"),
            reader.number(options, "max"),
            reader.number(options, "start"),
            reader.number(options, "cache").orElse(SequenceOptions.NONE.cache()),
            Optional.ofNullable(options.get(CYCLE)).filter(reader::flag).isPresent());
    if (!reader.sound) {
      return Optional.empty();
    }
    Optional<SequenceRules.Problem> problem = SequenceRules.problem(read, usual);
    problem.ifPresent(
        found -> reader.refuse(place(written, options, found.option()), found.text(), hint(found)));
    return problem.isPresent() ? Optional.empty() : Optional.of(read.normalised(usual));
  }

  private static SourceSpan place(
      List<Value.Option> written, Map<String, Value.Option> options, String word) {
    return Optional.ofNullable(options.get(word)).orElseGet(() -> written.get(0)).span();
  }

  private static Optional<String> hint(SequenceRules.Problem problem) {
    return switch (problem.option()) {
      case "increment" -> Optional.of("write increment: 1, or increment: -1 to count down");
      case "cache" -> Optional.of("write cache: 1, or delete it");
      default -> Optional.empty();
    };
  }

  private Map<String, Value.Option> byWord(List<Value.Option> written) {
    Map<String, Value.Option> options = new HashMap<>();
    for (Value.Option option : written) {
      String word = option.name().text();
      if (!SequenceOptions.WORDS.contains(word)) {
        refuse(
            option.name().span(),
            "a sequence has no option '%s'".formatted(word),
            DidYouMean.hint(word, "", SequenceOptions.WORDS)
                .or(
                    () ->
                        Optional.of(
                            "the options are %s"
                                .formatted(String.join(", ", SequenceOptions.WORDS)))));
      } else if (options.putIfAbsent(word, option) != null) {
        refuse(
            option.span(),
            "'%s' is written twice".formatted(word),
            Optional.of("keep one of them"));
      }
    }
    return options;
  }

  private Optional<Long> number(Map<String, Value.Option> options, String word) {
    Value.Option option = options.get(word);
    if (option == null) {
      return Optional.empty();
    }
    Optional<Long> number =
        option.value() instanceof Value.Number written ? whole(written.digits()) : Optional.empty();
    if (number.isEmpty()) {
      refuse(
          option.value().span(),
          "%s takes a whole number of bigint, found %s"
              .formatted(word, option.value().span().text()),
          Optional.of("write %s: 50".formatted(word)));
    }
    return number;
  }

  private static Optional<Long> whole(String digits) {
    if (digits.length() > DefaultValue.Number.LONGEST) {
      return Optional.empty();
    }
    try {
      BigInteger number = new BigInteger(digits);
      return number.bitLength() < Long.SIZE ? Optional.of(number.longValue()) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Optional<Scalar> type(Value.Option option) {
    if (option.value() instanceof Value.Word word) {
      Optional<Scalar> type = Scalar.ofWord(word.name().text()).filter(Scalar::isInteger);
      if (type.isPresent()) {
        return type;
      }
    }
    String found = option.value().span().text();
    refuse(
        option.value().span(),
        "a sequence has the type smallint, int or bigint, found %s".formatted(found),
        ForeignWords.type(found)
            .filter(word -> Scalar.ofWord(word).filter(Scalar::isInteger).isPresent())
            .map("write type: %s"::formatted));
    return Optional.empty();
  }

  private boolean flag(Value.Option option) {
    if (option.value() instanceof Value.Boolean written) {
      return written.value();
    }
    refuse(
        option.value().span(),
        "cycle takes true or false, found %s".formatted(option.value().span().text()),
        Optional.of("write cycle: true"));
    return false;
  }

  private void refuse(SourceSpan span, String message, Optional<String> hint) {
    sound = false;
    problems.accept(Diagnostic.error(code, span, message).withHint(hint));
  }
}
