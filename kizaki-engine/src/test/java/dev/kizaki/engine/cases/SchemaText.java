package dev.kizaki.engine.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The declarations of a schema as text, as {@link RandomSchema} writes them, so that parts can be
 * left out.
 *
 * @param declarations the lines of each declaration, by its first two words
 */
record SchemaText(Map<String, List<String>> declarations) {
  static SchemaText of(String text) {
    Map<String, List<String>> all = new TreeMap<>();
    List<String> current = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (!line.startsWith(" ") && !line.equals("}")) {
        current = new ArrayList<>();
        all.put(key(line), current);
      }
      current.add(line);
    }
    return new SchemaText(all);
  }

  private static String key(String line) {
    String[] words = line.split(" ", 3);
    return words[0] + " " + words[1];
  }

  /** What a line of a declaration is about: the name of a field, or the whole line. */
  static String subject(String line) {
    String stripped = line.strip();
    return stripped.matches("\\w+: .*") ? stripped.substring(0, stripped.indexOf(':')) : stripped;
  }

  /** The lines that can be left out. */
  List<String> parts(String declaration) {
    List<String> lines = declarations.getOrDefault(declaration, List.of());
    return lines.size() < 3 ? List.of() : lines.subList(1, lines.size() - 1);
  }

  /** The line of a declaration about a subject. */
  Optional<String> line(String declaration, String subject) {
    return parts(declaration).stream().filter(each -> subject(each).equals(subject)).findFirst();
  }

  SchemaText without(String declaration) {
    return with(declaration, List.of());
  }

  /** Another form of a declaration; empty if it goes. */
  SchemaText with(String declaration, List<String> lines) {
    Map<String, List<String>> changed = new TreeMap<>(declarations);
    if (lines.isEmpty()) {
      changed.remove(declaration);
    } else {
      changed.put(declaration, lines);
    }
    return new SchemaText(changed);
  }

  /** Another line about a subject; empty if it goes. */
  SchemaText withLine(String declaration, String subject, Optional<String> other) {
    List<String> lines = declarations.getOrDefault(declaration, List.of());
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean isPart = i > 0 && i < lines.size() - 1;
      if (isPart && subject(lines.get(i)).equals(subject)) {
        other.ifPresent(changed::add);
      } else {
        changed.add(lines.get(i));
      }
    }
    return with(declaration, changed);
  }

  /** The same lines with a text replaced wherever it stands. */
  SchemaText replaced(String from, String to) {
    return of(text().replace(from, to));
  }

  String text() {
    StringBuilder out = new StringBuilder();
    declarations.values().forEach(lines -> lines.forEach(each -> out.append(each).append('\n')));
    return out.toString();
  }
}
