package dev.kizaki.engine.fuzz;

import static dev.kizaki.engine.fuzz.LongTexts.add;

import java.util.List;

/** Long snapshots, connection strings and changelogs. */
final class OtherLongTexts {
  private OtherLongTexts() {}

  static void addTo(List<LongTexts> all) {
    snapshots(all);
    connections(all);
    changelogs(all);
  }

  private static void snapshots(List<LongTexts> all) {
    String target = "snapshot";
    add(all, target, "nested [", "", "[", "");
    add(all, target, "nested {", "", "{\"a\":", "");
    add(all, target, "items", "[", "1,", "2]");
    add(all, target, "members", "{", "\"a#\": 1, ", "\"b\": 2}");
    add(all, target, "equal members", "{", "\"a\": 1, ", "\"b\": 2}");
    add(all, target, "digits", "{\"format\": ", "12345", "}");
    add(all, target, "a text", "{\"format\": \"", "abc", "\"}");
    add(all, target, "a name", "{\"", "abc", "\": 1}");
    add(all, target, "escapes", "{\"format\": \"", "\\u0041", "\"}");
    add(all, target, "lines", "", "\n", "{");
    add(all, target, "blanks", "", " ", "{");
    all.add(new LongTexts(target, "entities", size -> LongSnapshot.entities(size)));
    all.add(new LongTexts(target, "fields", size -> LongSnapshot.fields(size)));
    all.add(new LongTexts(target, "enum values", size -> LongSnapshot.values(size)));
    all.add(new LongTexts(target, "an edit at the end", size -> LongSnapshot.edited(size)));
  }

  private static void connections(List<LongTexts> all) {
    String target = "connection";
    for (String scheme : List.of("jdbc:postgresql://", "postgresql://")) {
      add(all, target, scheme + " hosts", scheme, "h,", "h/db");
      add(all, target, scheme + " hosts with ports", scheme, "h#:1,", "h/db");
      add(all, target, scheme + " a host", scheme, "abc", "/db");
      add(all, target, scheme + " a port", scheme + "h:", "123", "/db");
      add(all, target, scheme + " colons", scheme, ":", "/db");
      add(all, target, scheme + " at signs", scheme, "@", "/db");
      add(all, target, scheme + " brackets", scheme, "[", "/db");
      add(all, target, scheme + " slashes", scheme, "/", "");
      add(all, target, scheme + " a database", scheme + "h/", "abc", "");
      add(all, target, scheme + " escapes", scheme + "h/", "%41", "");
      add(all, target, scheme + " percents", scheme + "h/", "%", "");
      add(all, target, scheme + " parameters", scheme + "h/db?", "a#=b&", "");
      add(all, target, scheme + " a parameter", scheme + "h/db?options=", "abc", "");
      add(all, target, scheme + " equals", scheme + "h/db?", "=", "");
      add(all, target, scheme + " a user", scheme, "abc", ":p@h/db");
      add(all, target, scheme + " digits", scheme, ":1", "/db?port=1");
    }
    add(all, target, "another scheme", "", "abc", "://h/db");
    add(all, target, "words", "jdbc:", "abc", "");
    add(all, target, "blanks", "", " ", "x");
    add(all, target, "colons", "jdbc", ":a", "");
  }

  private static void changelogs(List<LongTexts> all) {
    String target = "changelog";
    String xml = "<?xml version=\"1.1\"?>\n";
    add(all, target, "lines", xml, "<a/>\n", "");
    add(all, target, "comments", xml, "<!-- kizaki changelog 1, ", "");
    add(all, target, "commas", xml + "<!-- kizaki ", "a, ", ", content x -->\n");
    add(all, target, "contents", xml + "<!-- kizaki a, ", ", content 0", " -->\n");
    add(all, target, "declarations", "", "<?xml ?>", "\n");
    add(all, target, "question marks", "<?xml ", "?>", "");
    add(all, target, "blanks", "", "\n", "");
  }
}
