package dev.kizaki.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where a word of an object's text is in the files. */
class ObjectPlacesTest {
  private static final String SCHEMA =
      """
      object Lines {
        create \"""
          create view lines as
            select one,
              two from task
        \"""
      }
      object Line { create \"""create view line as select one from task\""" }
      object Quoted {
        create "create view quoted as\\n"
          "select one from task"
      }
      object Filed { create from "filed.sql" }
      """;

  private static final String LINES =
      "  create view lines as\n    select one,\n      two from task";

  private static final String FILED = "create view filed as\n\tselect 'ä😀', one\n";

  private static ObjectPlaces places() {
    ParseResult<InspireFile> parsed = InspireParser.parseSchema(SourceText.of("a.inspire", SCHEMA));
    Map<ObjectText.InFile, ObjectFile> files =
        parsed.tree().declarations().stream()
            .map(ObjectDeclaration.class::cast)
            .flatMap(each -> each.create().stream())
            .filter(ObjectText.InFile.class::isInstance)
            .map(ObjectText.InFile.class::cast)
            .collect(
                Collectors.toMap(
                    each -> each, each -> new ObjectFile.Found(SourceText.of("filed.sql", FILED))));
    return ObjectPlaces.of(List.of(parsed.tree()), files);
  }

  private static String place(String object, String text, String word) {
    return places()
        .create(object, text, text.indexOf(word))
        .map(each -> each.place() + " " + each.text())
        .orElse("none");
  }

  @Test
  void aWordOfATextInQuotes() {
    assertThat(place("Lines", LINES, "create")).isEqualTo("a.inspire:3:5 create");
    assertThat(place("Lines", LINES, "one")).isEqualTo("a.inspire:4:14 one");
    assertThat(place("Lines", LINES, "two")).isEqualTo("a.inspire:5:9 two");
  }

  @Test
  void aWordBehindTheQuotes() {
    assertThat(place("Line", "create view line as select one from task", "one"))
        .isEqualTo("a.inspire:8:52 one");
  }

  @Test
  void aWordOfAFile() {
    assertThat(place("Filed", FILED.strip(), "one")).isEqualTo("filed.sql:2:15 one");
  }

  @Test
  void aTextWithEscapesAsAWhole() {
    assertThat(place("Quoted", "create view quoted as\nselect one from task", "one"))
        .startsWith("a.inspire:10:");
  }

  @Test
  void anotherTextHasNoPlace() {
    assertThat(place("Line", "create view line as select two from task", "two")).isEqualTo("none");
    assertThat(places().create("Unknown", "", 0)).isEqualTo(Optional.empty());
  }
}
