package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_DEFAULT;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads {@code autoincrement(named: "task_id_seq")}. Schemas and plans read it in the same way. */
public final class OwnedSequences {
  /** The option that names a key, a unique, an index, a reference or a sequence. */
  public static final String NAMED = "named";

  private OwnedSequences() {}

  /** The sequence; empty if a problem was reported. */
  public static Optional<DefaultValue.OwnedSequence> read(
      Value.Call call, Consumer<Diagnostic> problems) {
    Optional<String> named = Optional.empty();
    for (Value argument : call.arguments()) {
      if (!(argument instanceof Value.Option option)
          || !option.name().text().equals(NAMED)
          || !(option.value() instanceof Value.Text text)
          || named.isPresent()) {
        return refuse(
            argument,
            "autoincrement takes one argument, named, with the name of its sequence",
            Optional.of("such as autoincrement(named: \"task_id_seq\")"),
            problems);
      }
      Optional<String> problem = DatabaseNames.problem(text.text());
      if (problem.isPresent()) {
        return refuse(text, "the name %s".formatted(problem.get()), Optional.empty(), problems);
      }
      named = Optional.of(text.text());
    }
    return Optional.of(new DefaultValue.OwnedSequence(named));
  }

  private static Optional<DefaultValue.OwnedSequence> refuse(
      Value at, String problem, Optional<String> hint, Consumer<Diagnostic> problems) {
    problems.accept(Diagnostic.error(INVALID_DEFAULT, at.span(), problem).withHint(hint));
    return Optional.empty();
  }
}
