package dev.kizaki.engine.fuzz;

import static dev.kizaki.engine.fuzz.LongTexts.add;
import static dev.kizaki.engine.fuzz.LongTexts.nested;

import java.util.List;

/** Long files of SQL. */
final class LongSql {
  private LongSql() {}

  static void addTo(List<LongTexts> all) {
    for (String target : List.of("object", "statements", "seed")) {
      add(all, target, "statements", "", "insert into a values ('x'); ", "");
      add(all, target, "lines", "", "select 1\n;\n", "");
      add(all, target, "views", "", "create view v# as select 1;\n", "");
      add(all, target, "comments", "", "comment on view v is 'x'; ", "");
      add(
          all,
          target,
          "views and comments",
          "",
          "create view v# as select 1; comment on view v# is 'a'; ",
          "");
      add(all, target, "a view", "create view v as select ", "1, ", "2");
      add(all, target, "a view of lines", "create view v as select ", "1,\n", "2;x;");
      add(all, target, "arguments", "create function f(", "a int, ", "b int) language sql as ''");
      add(all, target, "names", "create view ", "a.", "b as select 1");
      add(all, target, "strings", "select ", "'x' ", "");
      add(all, target, "continued strings", "select 'x'", "\n'x'", "");
      add(all, target, "strings and blanks", "select ", "'x'     ", "");
      add(all, target, "strings and comments", "select ", "'x' --\n", "");
      add(all, target, "comments after a string", "select 'x'\n", "-- comment\n", "");
      add(all, target, "quotes", "select ", "'", "");
      add(all, target, "double quotes", "select ", "\"", "");
      add(all, target, "dollars", "select ", "$", "");
      add(all, target, "dollar tags", "select ", "$a# ", "");
      add(all, target, "a dollar tag", "select $", "abc", "");
      add(all, target, "dollar quotes", "select ", "$a#$ ", "");
      add(all, target, "dollar strings", "select ", "$a#$ x $a#$ ", "");
      add(all, target, "block comments", "", "/* ", "");
      add(all, target, "closed comments", "", "/* */ ", "");
      nested(all, target, "nested comments", "select 1 ", "/*", " ", "*/", ";");
      add(all, target, "line comments", "", "-- a\n", "");
      add(all, target, "blank lines", "", "\n", "select 1");
      add(all, target, "carriage returns", "", "\r\n", "select 1");
      add(all, target, "semicolons", "", ";", "");
      add(all, target, "one word", "select ", "abc", "");
      add(all, target, "backslashes", "select E'", "\\", "");
      add(all, target, "(", "create view a as select ", "(", "");
      add(all, target, "begin", "create function a() begin atomic ", "begin ", "");
      add(all, target, "case", "create function a() begin atomic select ", "case ", "end; end");
      nested(all, target, "closed (", "create view a as select ", "(", "1", ")", "");
    }
  }
}
