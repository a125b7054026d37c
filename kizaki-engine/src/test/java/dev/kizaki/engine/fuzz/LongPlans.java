package dev.kizaki.engine.fuzz;

import static dev.kizaki.engine.fuzz.LongTexts.add;

import java.util.List;

/** Long plans and answers, with and without errors. */
final class LongPlans {
  private LongPlans() {}

  static void addTo(List<LongTexts> all) {
    plans(all);
    answers(all);
  }

  private static void plans(List<LongTexts> all) {
    String target = "plan";
    String head = "migration \"0001_a\" {\n";
    add(all, target, "statements", head, "  add A.f#: int = 1 backfill 2 // why\n", "}\n");
    add(all, target, "entities", head, "  add entity E# {\n    a: int\n  }\n", "}\n");
    add(all, target, "fields", head + "  add entity A {\n", "  f#: int\n", "}\n}\n");
    add(all, target, "enum values", head + "  add enum A { ", "v#, ", "z }\n}\n");
    add(
        all,
        target,
        "questions",
        head,
        "  [RESOLVE] either {\n    rename A.a# to b#\n  } or {\n    drop A.a#\n  }\n",
        "}\n");
    add(all, target, "values to resolve", head, "  add A.f#: int backfill [RESOLVE]\n", "}\n");
    add(
        all,
        target,
        "statements of a question",
        head + "  [RESOLVE] either {\n",
        "    drop A.a#\n",
        "  } or {\n    drop A.b\n  }\n}\n");
    add(all, target, "nested questions", head, "[RESOLVE] either {\n", "");
    add(all, target, "comments above", head, "  // comment\n", "  drop A.b\n}\n");
    add(all, target, "comments without statements", head, "  // comment\n", "}\n");
    add(all, target, "comments beside", head, "  drop A.b // comment\n", "}\n");
    add(all, target, "block comments", head, "  /* c */ drop A.b\n", "}\n");
    add(all, target, "syntax errors", head, "  drop\n", "}\n");
    add(all, target, "syntax errors on one line", head, "  drop ", "}\n");
    add(all, target, "unknown words", head, "  delete A.b\n", "}\n");
    add(all, target, "missing values", head, "  update A.a =\n", "}\n");
    add(all, target, "wrong values", head, "  add A.f#: int backfill \"x\"\n", "}\n");
    add(all, target, "unclosed entities", head, " add entity A {\n  b: int\n", "}\n");
    add(all, target, "sql", head + "  run sql(\"", "select 1; ", "\")\n}\n");
    add(all, target, "raw sql", head + "  run sql(\"\"\"\n", "select 1;\n", "\"\"\")\n}\n");
    add(all, target, "the name", "migration \"", "abc", "\" {\n}\n");
    add(all, target, "headers", "", "migration \"a\" {\n}\n", "");
    add(all, target, "openings", "", "{", "");
    add(all, target, "closings", head, "}", "");
    add(all, target, "words", head, "x ", "}\n");
    add(all, target, "words backfill", head, "A.b backfill ", "}\n");
    add(all, target, "blank lines", head, "\n", "}\n");
    add(all, target, "lines with CRLF", head, "  drop A.b\r\n", "}\n");
    for (String bracket : List.of("(", "[", "{", "<", "add entity A {", "sql(")) {
      add(all, target, "nested " + bracket, head + "  add A.a: json = ", bracket, "");
      add(all, target, "nested statements " + bracket, head, bracket, "");
    }
  }

  private static void answers(List<LongTexts> all) {
    String target = "answers";
    add(all, target, "answers", "", "drop A.f#;\n", "");
    add(all, target, "answers on one line", "", "drop A.f#; ", "");
    add(all, target, "values", "", "A.f# backfill 5;", "");
    add(all, target, "semicolons", "", ";", "");
    add(all, target, "words", "", "a ", "");
    add(all, target, "lines", "", "a\n", "");
    add(all, target, "paths", "", "a.", "");
    for (String bracket : List.of("(", "[", "{", "<")) {
      add(all, target, "nested " + bracket, "A.b backfill ", bracket, "");
    }
  }
}
