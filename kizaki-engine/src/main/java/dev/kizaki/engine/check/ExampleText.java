package dev.kizaki.engine.check;

import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.text.DisplayedValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Examples of rows for a message, such as {@code id 4 ("a b"), 7 (x), …}. */
final class ExampleText {
  private ExampleText() {}

  /**
   * @param count the number of all rows
   * @param names whether the values are names of objects, which are shown without quotes
   */
  static String of(ResultSet rows, RowExamples examples, long count, boolean names)
      throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    int keys = examples.keys().size();
    List<String> shown = new ArrayList<>();
    while (rows.next()) {
      List<String> key = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (int column = 1; column <= columns; column++) {
        String value = rows.getString(column);
        if (names) {
          values.add(DisplayedValue.name(value));
        } else if (column <= keys) {
          boolean named = keys > 1 || shown.isEmpty();
          key.add((named ? examples.keys().get(column - 1) + " " : "") + DisplayedValue.of(value));
        } else {
          values.add(DisplayedValue.of(value));
        }
      }
      shown.add(one(String.join(", ", key), String.join(examples.between(), values)));
    }
    if (shown.stream().allMatch("null"::equals)) {
      return "";
    }
    String between = keys > 1 || names || columns - keys > 1 && keys == 0 ? "; " : ", ";
    String text = String.join(between, shown);
    return shown.size() < count ? text + between + "…" : text;
  }

  private static String one(String key, String values) {
    if (key.isEmpty() || values.isEmpty()) {
      return key + values;
    }
    return key + " (" + values + ")";
  }
}
