package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.DiagnosticCode;

/** Which of the three languages of the one grammar a text is written in. */
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
