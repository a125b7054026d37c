package dev.kizaki.engine.cases;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case: a text file with one sentence of purpose and named sections.
 *
 * @param name the file's name without {@code .case}
 * @param sentence what the case shows
 */
public record CaseFile(String name, String sentence, Map<Section, String> sections) {
  private static final Pattern TITLE = Pattern.compile("-- (.+) --");

  public CaseFile {
    sections = Map.copyOf(sections);
  }

  /**
   * Reads a case.
   *
   * @throws IllegalArgumentException if a part of the text is not understood
   */
  static CaseFile parse(String name, String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith("# ")) {
      throw new IllegalArgumentException(name + " does not start with `# ` and a sentence");
    }
    Map<Section, String> sections = new EnumMap<>(Section.class);
    Optional<Section> current = Optional.empty();
    for (String line : lines.subList(1, lines.size())) {
      Matcher title = TITLE.matcher(line);
      if (title.matches()) {
        current = Optional.of(Section.ofTitle(title.group(1)));
        if (sections.put(current.get(), "") != null) {
          throw new IllegalArgumentException(name + " holds twice: " + line);
        }
      } else {
        sections.merge(
            current.orElseThrow(
                () -> new IllegalArgumentException(name + " has text before its first section")),
            line + "\n",
            String::concat);
      }
    }
    return new CaseFile(name, lines.get(0).substring(2), sections);
  }

  /** The text of the file, with its sections in the order of {@link Section}. */
  String text() {
    StringBuilder out = new StringBuilder("# " + sentence + "\n");
    for (Section section : Section.values()) {
      if (sections.containsKey(section)) {
        out.append("-- ").append(section.title()).append(" --\n").append(sections.get(section));
      }
    }
    return out.toString();
  }

  public boolean has(Section section) {
    return sections.containsKey(section);
  }

  /** The text of a section; empty if the case does not have it. */
  public String get(Section section) {
    return sections.getOrDefault(section, "");
  }

  /** The section's lines that are not blank. */
  List<String> lines(Section section) {
    return get(section).lines().filter(line -> !line.isBlank()).toList();
  }

  /** Whether the case can run on servers of this major version. */
  boolean isFor(int major) {
    return lines(Section.SINCE).stream().allMatch(first -> Integer.parseInt(first) <= major);
  }

  CaseFile with(Section section, String text) {
    Map<Section, String> changed = new EnumMap<>(Section.class);
    changed.putAll(sections);
    changed.put(section, text);
    return new CaseFile(name, sentence, changed);
  }

  CaseFile without(Section section) {
    Map<Section, String> changed = new EnumMap<>(Section.class);
    changed.putAll(sections);
    changed.remove(section);
    return new CaseFile(name, sentence, changed);
  }

  /** The section's SQL statements: each ends with a semicolon at the end of a line. */
  List<String> statements(Section section) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : lines(section)) {
      statement.append(line);
      if (line.endsWith(";")) {
        statements.add(statement.substring(0, statement.length() - 1));
        statement.setLength(0);
      } else {
        statement.append('\n');
      }
    }
    if (!statement.isEmpty()) {
      throw new IllegalArgumentException(name + " has SQL without a semicolon: " + statement);
    }
    return statements;
  }

  @Override
  public String toString() {
    return name;
  }
}
