package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_DEFAULT;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue.OwnedSequence;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code autoincrement(always, start: 1000, named: "task_id_seq")} and {@code serial()}.
 * Schemas and plans read them in the same way.
 */
public final class OwnedSequences {
  /** The option that names a key, a unique, an index, a reference or a sequence. */
  public static final String NAMED = "named";

  private static final String TYPE = "type";

  private final Value.Call call;
  private final Consumer<Diagnostic> problems;
  private OwnedSequence.Kind kind;
  private final List<Value.Option> options = new ArrayList<>();
  private Optional<String> named = Optional.empty();

  private OwnedSequences(Value.Call call, Consumer<Diagnostic> problems) {
    this.call = call;
    this.problems = problems;
    this.kind =
        call.function().text().equals(OwnedSequence.FUNCTION)
            ? OwnedSequence.Kind.BY_DEFAULT
            : OwnedSequence.Kind.SERIAL;
  }

  /** Whether the function is one that owns a sequence. */
  public static boolean isOne(Value.Call call) {
    String function = call.function().text();
    return function.equals(OwnedSequence.FUNCTION)
        || function.equals(OwnedSequence.SERIAL_FUNCTION);
  }

  /**
   * The sequence; empty if a problem was reported.
   *
   * @param type that of the field, which may be one that has no sequence
   */
  public static Optional<OwnedSequence> read(
      Value.Call call, FieldType type, Consumer<Diagnostic> problems) {
    OwnedSequences reader = new OwnedSequences(call, problems);
    if (!call.arguments().stream().allMatch(reader::take)) {
      return Optional.empty();
    }
    if (reader.options.isEmpty()) {
      return Optional.of(new OwnedSequence(reader.kind, reader.named));
    }
    Scalar usual =
        type instanceof FieldType.Simple simple && simple.scalar().isInteger()
            ? simple.scalar()
            : Scalar.BIGINT;
    return SequenceOptionReader.read(reader.options, usual, INVALID_DEFAULT, problems)
        .map(read -> new OwnedSequence(reader.kind, read, reader.named));
  }

  private boolean take(Value argument) {
    if (argument instanceof Value.Word word
        && word.name().text().equals(OwnedSequence.ALWAYS_WORD)
        && kind == OwnedSequence.Kind.BY_DEFAULT) {
      kind = OwnedSequence.Kind.ALWAYS;
      return true;
    }
    if (!(argument instanceof Value.Option option)) {
      return refuse(
          argument,
          kind == OwnedSequence.Kind.SERIAL
              ? "serial takes options of its sequence"
              : "autoincrement takes the word always and options of its sequence",
          Optional.of("the options are " + String.join(", ", words())));
    }
    if (option.name().text().equals(NAMED)) {
      return takeName(option);
    }
    if (option.name().text().equals(TYPE) && kind != OwnedSequence.Kind.SERIAL) {
      return refuse(
          argument,
          "the sequence of autoincrement has the type of its field",
          Optional.of("delete the option, or write serial(%s)".formatted(option.span().text())));
    }
    options.add(option);
    return true;
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(SequenceOptions.WORDS);
    words.removeIf(word -> word.equals(TYPE) && kind != OwnedSequence.Kind.SERIAL);
    words.add(NAMED);
    return words;
  }

  private boolean takeName(Value.Option option) {
    if (!(option.value() instanceof Value.Text text) || named.isPresent()) {
      return refuse(
          option,
          "named takes the name of the sequence, once",
          Optional.of("such as %s(named: \"task_id_seq\")".formatted(call.function().text())));
    }
    Optional<String> problem = DatabaseNames.problem(text.text());
    if (problem.isPresent()) {
      return refuse(text, "the name %s".formatted(problem.get()), Optional.empty());
    }
    named = Optional.of(text.text());
    return true;
  }

  private boolean refuse(Value at, String problem, Optional<String> hint) {
    problems.accept(Diagnostic.error(INVALID_DEFAULT, at.span(), problem).withHint(hint));
    return false;
  }
}
