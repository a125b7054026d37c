package dev.kizaki.engine.rebase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import dev.kizaki.inspire.testing.ExpectedTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Rebases the plan of one branch onto that of another and compares the text. Each file contains a
 * sentence, both plans, the schema of the working tree where it counts, and the expected plan;
 * {@code -Dkizaki.test.rewrite=true} writes the expected plan again.
 */
final class RebasedPlansTest {
  private static final Path FILES = Path.of("src/test/resources/rebases");
  private static final String REBASED = "-- rebased --\n";

  private static final Shape BASE =
      shape(
          """
          entity Task { title: string, points: int, status: Status = Open }
          entity Step { text: string }
          entity Room { text: string }
          entity Seat { room: Room.id }
          entity Trail @noKey { at: int, text: string }
          entity Area { x: int, y: int, @unique([x, y]) }
          entity Place { x: int?, y: int?, z: int?, @reference([x, y] -> Area([x, y])) }
          enum Status { Open, Done }
          sequence Numbers { cache: 5 }
          entity Numbered { number: int = nextval(Numbers), own: int = serial() }
          entity Log { text: string, level: Level = Low }
          enum Level { Low, High }
          sequence Ticks {}
          object Loud uses [Log, Level] {
            create ""\"
              create view loud as
                select id, text
                from log
                where level = 'High'
              ""\"
          }
          object Summary uses [Loud] {
            create "create view summary as select count(*) as n from loud"
          }
          """);

  @TestFactory
  Stream<DynamicTest> plans() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList()
          .stream();
    }
  }

  private static void check(Path file) throws IOException {
    String text = Files.readString(file);
    String given = text.substring(0, text.indexOf(REBASED) + REBASED.length());
    String actual = given + rebased(given);
    if (ExpectedTexts.areRewritten()) {
      Files.writeString(file, actual);
    } else {
      assertThat(actual).isEqualTo(text);
    }
  }

  private static String rebased(String given) {
    List<String> plans = List.of(given.split("-- [a-z]+ --\n"));
    Map<String, SqlObject> schema = plans.size() == 3 ? Map.of() : shape(plans.get(3)).objectMap();
    RebasedMigration rebased =
        Rebase.onto(
                BASE,
                List.of(branch("0002_theirs", plans.get(1))),
                List.of(branch("0002_ours", plans.get(2))),
                new DatabaseNames(NamingVersion.CURRENT),
                schema)
            .get(0);
    String done =
        rebased.done().stream()
            .map(statement -> "done already: " + StatementText.of(statement) + "\n")
            .collect(Collectors.joining());
    String plan = PlanPrinter.print(new Plan("0003_ours", rebased.lines()));
    assertThat(PlanReader.read(SourceText.of("rebased", plan)).diagnostics()).as(plan).isEmpty();
    return plan + done;
  }

  private static BranchMigration branch(String name, String statements) {
    SourceText source = SourceText.of(name, "migration \"" + name + "\" {\n" + statements + "}\n");
    PlanText read = PlanReader.read(source);
    assertThat(read.diagnostics()).as(source.text()).isEmpty();
    return new BranchMigration(name, read.lines());
  }

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s", schema)).tree()), Optional.empty())
        .shape()
        .orElseThrow();
  }
}
