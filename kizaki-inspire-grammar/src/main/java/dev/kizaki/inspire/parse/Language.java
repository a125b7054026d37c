package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.DiagnosticCode;

/** The three languages of the grammar. */
enum Language {
  SCHEMA(DiagnosticCode.SYNTAX, "the end of the file"),
  PLAN(DiagnosticCode.PLAN_SYNTAX, "the end of the file"),
  ANSWERS(DiagnosticCode.PLAN_SYNTAX, "the end of the answers");

  private final DiagnosticCode syntaxCode;
  private final String end;

  Language(DiagnosticCode syntaxCode, String end) {
    this.syntaxCode = syntaxCode;
    this.end = end;
  }

  /** The code of "expected this, found that" in this language. */
  DiagnosticCode syntaxCode() {
    return syntaxCode;
  }

  /** The words for the end of a text in this language. */
  String end() {
    return end;
  }
}
