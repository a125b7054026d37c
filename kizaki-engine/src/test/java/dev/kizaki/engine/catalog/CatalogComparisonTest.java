package dev.kizaki.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which differences are drift, which objects are listed as unmanaged, and which are ignored. */
final class CatalogComparisonTest {
  private static final CatalogObject TASK =
      CatalogObject.of(ObjectName.of(ObjectKind.TABLE, "task"));
  private static final CatalogObject TITLE =
      CatalogObject.of(ObjectName.of(ObjectKind.COLUMN, "task", "title"))
          .with(Property.TYPE, "text");
  private static final CatalogObject OTHER = column("task", "other");
  private static final CatalogObject VIEW =
      CatalogObject.of(ObjectName.of(ObjectKind.VIEW, "report_open"));
  private static final CatalogObject INDEX =
      CatalogObject.of(ObjectName.of(ObjectKind.INDEX, "task", "tmp_1"));

  @Test
  void aMissingTableIsReportedWithoutItsColumns() {
    assertThat(drift(List.of(TASK, TITLE), List.of())).containsExactly("table task is missing");
  }

  @Test
  void onlyExpectedObjectsOfASharedTableAreCompared() {
    ExpectedCatalog expected = ExpectedCatalog.of(List.of(TASK, TITLE), Set.of("task"));
    CatalogObject more = TITLE.with(Property.NULLABILITY, "null");
    assertThat(compare(expected, List.of(TASK, more, OTHER, INDEX)).drift()).isEmpty();
    assertThat(compare(expected, List.of(TASK, more, OTHER, INDEX)).unmanaged()).isEmpty();
    assertThat(compare(expected, List.of(TASK)).drift()).hasSize(1);
  }

  @Test
  void objectsOfUnknownTablesAreNotReported() {
    assertThat(compare(expected(), List.of(TASK, TITLE, column("legacy", "a"))).drift()).isEmpty();
  }

  @Test
  void controlCharactersInNamesAreEscaped() {
    CatalogObject evil =
        CatalogObject.of(ObjectName.of(ObjectKind.TABLE, "a\"; drop\ntable\u202E \u001b[31mé"));
    assertThat(compare(expected(), List.of(evil)).unmanagedText())
        .isEqualTo("table \"a\"\"; drop\\u000Atable\\u202E \\u001B[31mé\"");
  }

  @ParameterizedTest
  @CsvSource({
    "task.other,       'view report_open, index tmp_1 on task',            ''",
    "task.*,           view report_open,                                   ''",
    "*,                index tmp_1 on task,                                other",
    "report_*,         index tmp_1 on task,                                other",
    "view:*,           index tmp_1 on task,                                other",
    "table:*,          'view report_open, index tmp_1 on task',            other",
    "index:tmp_?,      view report_open,                                   other",
    "index:task.*,     view report_open,                                   other",
    "title,            'view report_open, index tmp_1 on task',            other",
    "task.title,       'view report_open, index tmp_1 on task',            other"
  })
  void ignored(String pattern, String unmanaged, String added) {
    CatalogComparison comparison =
        CatalogComparison.of(
            expected(),
            List.of(TASK, TITLE.with(Property.TYPE, "integer"), OTHER, VIEW, INDEX),
            IgnorePatterns.parse(List.of(pattern)));
    assertThat(comparison.unmanagedText()).isEqualTo(unmanaged);
    assertThat(comparison.drift().stream().map(DriftItem::text).toList())
        .containsExactlyElementsOf(
            Stream.of(
                    "column task.title was changed: type integer instead of text",
                    added.isEmpty() ? "" : "column task.other was added by hand")
                .filter(line -> !line.isEmpty())
                .toList());
  }

  @Test
  void invalidPatternsAreRefused() {
    assertThatThrownBy(() -> IgnorePatterns.parse(List.of("veiw:x")))
        .hasMessage(
            "ignore has the pattern veiw:x, but there is no kind veiw. The kinds are: table,"
                + " column, primary key, unique constraint, foreign key, check constraint,"
                + " exclusion constraint, index, enum, view, materialized view, foreign table,"
                + " sequence, type, function, trigger, rule, cast, operator, operator class,"
                + " operator family, collation, statistics object, text search object, event"
                + " trigger, policy, row security.");
    assertThatThrownBy(() -> IgnorePatterns.parse(List.of("a", " ")))
        .hasMessage(
            "ignore has an empty pattern. Write a pattern such as legacy_*, task.ext_* or"
                + " view:report_*.");
  }

  private static CatalogObject column(String table, String name) {
    return CatalogObject.of(ObjectName.of(ObjectKind.COLUMN, table, name));
  }

  private static ExpectedCatalog expected() {
    return ExpectedCatalog.of(List.of(TASK, TITLE), Set.of());
  }

  private static List<String> drift(List<CatalogObject> expected, List<CatalogObject> found) {
    return compare(ExpectedCatalog.of(expected, Set.of()), found).drift().stream()
        .map(DriftItem::text)
        .toList();
  }

  private static CatalogComparison compare(ExpectedCatalog expected, List<CatalogObject> found) {
    return CatalogComparison.of(expected, found, IgnorePatterns.none());
  }
}
