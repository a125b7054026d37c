package dev.kizaki.engine.goals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of a product after its database was adopted: a file of {@code src/test/resources/lives}.
 *
 * @param tables the SQL of the database as it was before
 * @param rows the SQL that inserts its rows
 */
record AdoptedLife(String tables, String rows, List<LifeStep> steps) {
  boolean hasObjects() {
    return tables.contains("create function");
  }

  static AdoptedLife read(String name) throws IOException {
    String text = Files.readString(Path.of("src/test/resources/lives", name + ".life"));
    String tables = "";
    String rows = "";
    List<LifeStep> steps = new ArrayList<>();
    String[] sections = text.split("(?m)^-- ");
    for (int i = 1; i < sections.length; i++) {
      String title = sections[i].substring(0, sections[i].indexOf(" --\n"));
      String content = sections[i].substring(title.length() + 4);
      switch (title) {
        case "tables" -> tables = content;
        case "rows" -> rows = content;
        default -> steps.add(LifeStep.parse(title, content.lines().toList()));
      }
    }
    return new AdoptedLife(tables, rows, steps);
  }
}
