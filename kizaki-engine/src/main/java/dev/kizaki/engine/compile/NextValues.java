package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_DEFAULT;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads {@code nextval(InvoiceSeq)}. Schemas and plans read it in the same way. */
public final class NextValues {
  private NextValues() {}

  /** The default; empty if a problem was reported. Whether the sequence exists is not checked. */
  public static Optional<DefaultValue.NextValue> read(
      Value.Call call, Consumer<Diagnostic> problems) {
    if (call.arguments().size() == 1 && call.arguments().get(0) instanceof Value.Word word) {
      return Optional.of(new DefaultValue.NextValue(word.name().text()));
    }
    problems.accept(
        Diagnostic.error(
                INVALID_DEFAULT,
                call.span(),
                "nextval takes the name of one sequence of the schema")
            .withHint(
                "write nextval(InvoiceSeq), with sequence InvoiceSeq {} beside the entities"));
    return Optional.empty();
  }
}
