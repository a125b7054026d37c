package dev.kizaki.engine.goals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of an adopted schema, as products make them.
 *
 * @param title what it is about
 * @param edits the changes of the schema, in order
 * @param answers the answers to the questions of {@code plan}
 * @param checks {@code query => answer}, for the database with rows
 */
record LifeStep(String title, List<Edit> edits, List<String> answers, List<String> checks) {
  /**
   * A change of one declaration.
   *
   * @param declaration how its first line begins, such as {@code entity Task}; {@code end} is the
   *     end of the schema, and what ends with {@code .sql} a file with the text of an object
   * @param removed consecutive lines of it, or {@link #ALL} of a file; where there are none, lines
   *     are added at its end
   */
  private record Edit(String declaration, List<String> removed, List<String> added) {
    private static final List<String> ALL = List.of("*");

    boolean isOfFile() {
      return declaration.endsWith(".sql");
    }
  }

  /**
   * Reads the lines of a step: {@code @} names a declaration, {@code -} is a line that goes, {@code
   * +} one that comes, {@code *} all lines of a file, which go, {@code =} an answer, and {@code ?}
   * a check.
   */
  static LifeStep parse(String title, List<String> lines) {
    LifeStep step = new LifeStep(title, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    String declaration = "end";
    char before = '@';
    for (String line : lines) {
      char mark = line.charAt(0);
      String text = line.substring(Math.min(2, line.length()));
      switch (mark) {
        case '@' -> declaration = text;
        case '-', '+' -> {
          if (before != mark && !((before == '-' || before == '*') && mark == '+')) {
            step.edits.add(new Edit(declaration, new ArrayList<>(), new ArrayList<>()));
          }
          Edit edit = step.edits.get(step.edits.size() - 1);
          (mark == '-' ? edit.removed : edit.added).add(text);
        }
        case '*' -> step.edits.add(new Edit(declaration, Edit.ALL, new ArrayList<>()));
        case '=' -> step.answers.add(text);
        case '?' -> step.checks.add(text);
        default -> throw new IllegalArgumentException(title + ": " + line);
      }
      before = mark;
    }
    return step;
  }

  /** Changes the files of a schema. A file of which nothing is left is deleted. */
  void applyTo(Path directory) throws IOException {
    for (Edit edit : edits) {
      Path file = directory.resolve(edit.isOfFile() ? edit.declaration : "schema.inspire");
      List<String> lines =
          new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.<String>of());
      change(lines, edit);
      if (lines.isEmpty()) {
        Files.delete(file);
      } else {
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
      }
    }
  }

  private void change(List<String> lines, Edit edit) {
    int first = 0;
    int end = lines.size();
    if (!edit.declaration.equals("end") && !edit.isOfFile()) {
      first = lines.indexOf(only(lines, edit.declaration));
      end = first;
      while (!lines.get(end).endsWith("}")) {
        end++;
      }
    }
    if (edit.removed.equals(Edit.ALL)) {
      lines.clear();
      lines.addAll(edit.added);
      return;
    }
    if (edit.removed.isEmpty()) {
      lines.addAll(end, edit.added);
      return;
    }
    for (int i = first; i + edit.removed.size() <= Math.min(end + 1, lines.size()); i++) {
      List<String> part = lines.subList(i, i + edit.removed.size());
      if (part.stream().map(String::strip).toList().equals(edit.removed)) {
        part.clear();
        lines.addAll(i, edit.added);
        return;
      }
    }
    throw new IllegalArgumentException(
        "%s: %s is not in\n%s"
            .formatted(
                title,
                edit.removed,
                String.join("\n", lines.subList(first, Math.min(end + 1, lines.size())))));
  }

  private String only(List<String> lines, String beginning) {
    List<String> found = lines.stream().filter(line -> line.startsWith(beginning + " ")).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(title + ": " + beginning + " is not there once");
    }
    return found.get(0);
  }

  @Override
  public String toString() {
    return title;
  }
}
