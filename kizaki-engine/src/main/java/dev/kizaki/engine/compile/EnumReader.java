package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.DUPLICATE_NAME;
import static dev.kizaki.inspire.source.DiagnosticCode.EMPTY_ENUM;
import static dev.kizaki.inspire.source.DiagnosticCode.RESERVED_NAME;
import static dev.kizaki.inspire.source.DiagnosticCode.TOO_LARGE;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.EnumValue;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Checks enums: at least one value, no duplicates, and no name that is too long for PostgreSQL. */
final class EnumReader {
  private final Consumer<Diagnostic> problems;
  private final StatedNames names;

  EnumReader(Consumer<Diagnostic> problems) {
    this.problems = problems;
    this.names = new StatedNames(problems);
  }

  EnumType read(EnumDeclaration declaration) {
    String owner = declaration.name().text();
    if (declaration.values().isEmpty()) {
      problems.accept(
          Diagnostic.error(
                  EMPTY_ENUM, declaration.name().span(), "enum %s has no values".formatted(owner))
              .withHint("add at least one value"));
    }
    Map<String, Name> values = new LinkedHashMap<>();
    SortedMap<String, String> labels = new TreeMap<>();
    for (EnumValue written : declaration.values()) {
      Name value = written.name();
      names
          .label(written.annotations())
          .ifPresent(label -> labels.putIfAbsent(value.text(), label));
      check(value);
      Name first = values.putIfAbsent(value.text(), value);
      if (first != null) {
        problems.accept(
            Diagnostic.error(
                    DUPLICATE_NAME,
                    value.span(),
                    "%s.%s is declared twice".formatted(owner, value.text()))
                .withRelated(first.span(), "first declared here"));
      }
    }
    return new EnumType(
        owner, names.name(declaration.annotations()), List.copyOf(values.keySet()), labels);
  }

  private void check(Name value) {
    if (Declarations.isValueWord(value.text())) {
      problems.accept(
          Diagnostic.error(
                  RESERVED_NAME,
                  value.span(),
                  "%s is a keyword, and cannot be a value of an enum".formatted(value.text()))
              .withHint("choose another name"));
    }
    if (value.text().length() > DatabaseNames.LIMIT) {
      problems.accept(
          Diagnostic.error(
                  TOO_LARGE,
                  value.span(),
                  "this enum value has %d characters, but PostgreSQL allows at most %d"
                      .formatted(value.text().length(), DatabaseNames.LIMIT))
              .withHint("choose a shorter name"));
    }
  }
}
