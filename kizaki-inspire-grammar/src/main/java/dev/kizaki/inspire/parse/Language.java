package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.DiagnosticCode;

/** The three languages of the grammar. */
enum Language {
  SCHEMA(DiagnosticCode.SYNTAX),
  PLAN(DiagnosticCode.PLAN_SYNTAX),
  ANSWERS(DiagnosticCode.PLAN_SYNTAX);

  private final DiagnosticCode syntaxCode;

  Language(DiagnosticCode syntaxCode) {
    this.syntaxCode = syntaxCode;
  }

  /** The code of "expected this, found that" in this language. */
  DiagnosticCode syntaxCode() {
    return syntaxCode;
  }
}
