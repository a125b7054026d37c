package dev.kizaki.engine.fuzz;

import static dev.kizaki.engine.fuzz.LongTexts.add;
import static dev.kizaki.engine.fuzz.LongTexts.nested;

import java.util.List;

/** Long schemas, with and without errors. */
final class LongSchemas {
  private LongSchemas() {}

  static void addTo(List<LongTexts> all) {
    String target = "schema";
    add(
        all,
        target,
        "entities",
        "",
        "entity E# {\n  name: string @index\n  n: int? = 5\n}\n\n",
        "");
    add(all, target, "references", "", "entity E# {\n  e: E#.id? @index\n}\n", "");
    add(all, target, "references to one", "entity A { b: int }\n", "entity E# { a: A.id }\n", "");
    add(all, target, "enums", "", "enum E# { a, b }\n", "");
    add(all, target, "sequences", "", "sequence s# { start: 5 }\n", "");
    add(all, target, "fields", "entity A {\n", "  f#: string @unique\n", "}\n");
    add(all, target, "fields on one line", "entity A { ", "f#: string, ", "g: int }\n");
    add(all, target, "fields with CRLF", "entity A {\r\n", "  f#: string // x\r\n", "}\r\n");
    add(all, target, "enum values", "enum A {\n", "  v#,\n", "}\n");
    add(all, target, "enum values on one line", "enum A { ", "v#, ", "z }\n");
    add(all, target, "uniques", "entity A {\n  a: int\n", "  @unique([a])\n", "}\n");
    add(all, target, "fields of a unique", "entity A {\n  a: int\n  @unique([", "a, ", "a])\n}\n");
    add(all, target, "objects", "", "object o# { create \"create view v# as select 1\" }\n", "");
    add(
        all,
        target,
        "commands of an object",
        "object o {\n create \"\"\"\n",
        "create view v# as select 1;\n",
        "\"\"\"\n}\n");
    add(
        all,
        target,
        "wrong commands of an object",
        "object o {\n create \"\"\"\ncreate view a as select ",
        "1, \n",
        ";drop\n\"\"\"\n}\n");
    add(all, target, "objects with errors", "", "object o# { create \"drop view v#\" }\n", "");
    add(all, target, "equal names", "", "entity A { b: int }\n", "");
    add(all, target, "equal fields", "entity A {\n", " b: int\n", "}\n");
    add(all, target, "unknown types", "entity A {\n", " f#: unknown\n", "}\n");
    add(all, target, "unknown types, all different", "entity A {\n", " f#: Type#\n", "}\n");
    add(all, target, "unknown references", "entity A {\n", " f#: B.id\n", "}\n");
    add(all, target, "syntax errors", "entity A {\n", " name string\n", "}\n");
    add(all, target, "syntax errors on one line", "entity A { ", "name string, ", "}\n");
    add(all, target, "unclosed entities", "", "entity E# {\n  a: int\n", "");
    add(all, target, "entities that use", "", "entity A uses [\n", "");
    add(all, target, "a word and lines", "", "entity A\n\n\n\n\n\n\n\n", "");
    add(all, target, "unclosed texts", "entity A {\n", " a: string = \"x\n", "}\n");
    add(all, target, "texts", "entity A { a: string = \"", "xyz", "\" }\n");
    add(all, target, "escapes", "entity A { a: string = \"", "\\n", "\" }\n");
    add(all, target, "wrong escapes", "entity A { a: string = \"", "\\q", "\" }\n");
    add(all, target, "raw texts", "entity A { a: string = \"\"\"", "xyz\n", "\"\"\" }\n");
    add(all, target, "names", "entity ", "abcde", " { a: int }\n");
    add(all, target, "digits", "entity A { a: decimal = ", "12345", " }\n");
    add(all, target, "digits of an int", "entity A { a: int = ", "12345", " }\n");
    add(all, target, "digits of a limit", "entity A { a: string @maxLength(", "12345", ") }\n");
    add(all, target, "line comments", "", "// comment\n", "");
    add(all, target, "a line comment", "// ", "comment", "\n");
    add(all, target, "block comments", "", "/* c */\n", "");
    add(all, target, "a block comment", "/*", "*\n*", "*/");
    add(all, target, "block comment openings", "", "/* ", "");
    add(all, target, "blank lines", "", "\n", "");
    add(all, target, "blanks", "", " ", "");
    add(all, target, "carriage returns", "", "\r", "");
    add(all, target, "control characters", "", "\u0001 ", "");
    add(all, target, "unknown characters", "", "$", "");
    add(all, target, "annotations", "entity A {\n a: int ", "@unknown(x) ", "}\n");
    add(all, target, "rules", "entity A {\n a: int\n", "  @grant read where a == b\n", "}\n");
    add(all, target, "a rule", "entity A {\n @grant read where ", "a ", "}\n");
    add(all, target, "opaque texts", "", "routes {\n  a\n}\n", "");
    add(all, target, "opaque brackets", "routes { ", "[({", "");
    add(all, target, "opaque quotes", "routes { ", "\"", "}");
    add(all, target, "opaque comments", "routes { ", " /*", "}");
    add(all, target, "json", "entity A { a: json = [", "1, ", "2] }\n");
    add(all, target, "json members", "entity A { a: json = {", "\"a#\": 1, ", "\"b\": 2} }\n");
    add(all, target, "paths", "entity A { a: ", "b.", "c }\n");
    add(all, target, "suffixes", "entity A { a: int", "[]", " }\n");
    add(all, target, "question marks", "entity A { a: int", "?", " }\n");
    add(all, target, "conflict markers", "", "<<<<<<< a\n=======\n>>>>>>> b\n", "");
    add(all, target, "commas", "enum A { ", ",", " }");
    add(all, target, "colons", "entity A { ", ":", " }");
    add(all, target, "words", "", "x ", "");
    add(all, target, "closing braces", "", "}", "");
    for (String bracket : List.of("(", "[", "{", "<", "f(", "[{", "((", "\"\"\"(")) {
      add(all, target, "nested " + bracket, "entity A { a: json = ", bracket, "");
      add(all, target, "nested at the top " + bracket, "", bracket, "");
      add(all, target, "nested in an annotation " + bracket, "entity A { @check(", bracket, "");
      add(all, target, "nested in a type " + bracket, "type A { a: B", bracket, "");
    }
    nested(all, target, "closed (", "entity A { a: int = ", "(", "1", ")", " }");
    nested(all, target, "closed [", "entity A { a: json = ", "[", "1", "]", " }");
    nested(all, target, "closed {", "entity A { a: json = ", "{ \"a\": ", "1", "}", " }");
    nested(all, target, "closed entities", "", "entity A { ", "a: int", "}", "");
    nested(all, target, "closed opaque", "routes ", "{(", "a", ")}", "");
  }
}
