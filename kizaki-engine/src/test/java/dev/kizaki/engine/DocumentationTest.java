package dev.kizaki.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.LiquibaseJars;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.compile.ObjectFile;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of the README and the users' pages are what they claim to be. */
class DocumentationTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```(inspire|plan)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern QUOTATION =
      Pattern.compile(
          "^```(?:plan|xml|properties|sh|java)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern XML =
      Pattern.compile("^```xml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** What belongs to the application that applies its history itself. */
  private static final Pattern APPLICATION =
      Pattern.compile(
          "^```(?:java|xml|properties)\\n((?=org\\.spring|@Override|class |<dependency>|<execution>\\n  <id>history)(?s:.*?))^```$",
          Pattern.MULTILINE);

  private static final Pattern COMMENT = Pattern.compile(" *//.*");

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md")));
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      while (block.find()) {
        String name = page.getFileName() + " at " + block.start();
        String kind = block.group(1);
        String text = block.group(2);
        tests.add(
            DynamicTest.dynamicTest(
                name,
                () -> {
                  if (kind.equals("inspire")) {
                    isValidSchema(text);
                  } else {
                    isCanonicalPlan(text);
                  }
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThan(7);
    return tests.stream();
  }

  /**
   * What the pages on Liquibase, jOOQ, bundles and phases quote stands in one of the projects that
   * a build runs; only how far it is indented is the page's own.
   */
  @TestFactory
  Stream<DynamicTest> quotations() throws IOException {
    List<DynamicTest> liquibase = quotations("liquibase.md", "liquibase-", QUOTATION);
    assertThat(liquibase).hasSizeGreaterThan(10);
    List<DynamicTest> jooq = quotations("local.md", "start-jooq", QUOTATION);
    assertThat(jooq).hasSize(2);
    List<DynamicTest> springBoot = quotations("bundle.md", "bundle-spring-boot", APPLICATION);
    assertThat(springBoot).hasSize(5);
    List<DynamicTest> statements = quotations("phases.md", "collect-statements", XML);
    assertThat(statements).hasSize(1);
    return Stream.of(liquibase, jooq, springBoot, statements).flatMap(List::stream);
  }

  private static List<DynamicTest> quotations(String page, String projects, Pattern quotation)
      throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    List<String> originals = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root.resolve("it/src/it"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (root.relativize(file).toString().contains(projects)) {
          originals.add(
              unindented(Files.readString(file))
                  .replace("@dep.liquibase.version@", LiquibaseJars.VERSION)
                  .replace("@project.version@", "0.1.0-SNAPSHOT"));
        }
      }
    }
    List<DynamicTest> tests = new ArrayList<>();
    Matcher block = quotation.matcher(Files.readString(root.resolve("docs").resolve(page)));
    while (block.find()) {
      String text = unindented(block.group(1));
      tests.add(
          DynamicTest.dynamicTest(
              page + " at " + block.start(),
              () -> assertThat(originals).anyMatch(original -> original.contains(text))));
    }
    return tests;
  }

  @Test
  void everyCodeIsExplained() throws IOException {
    String page = Files.readString(Path.of("../docs/errors.md"));
    List<String> explained =
        Pattern.compile("(?m)^\\| ((?:INS|PLN|KIZ)\\d{3}) \\| .+ \\| .+ \\|$")
            .matcher(page)
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(explained)
        .isEqualTo(
            Stream.concat(
                    Stream.of(DiagnosticCode.values()).map(DiagnosticCode::text),
                    Stream.of(RefusalCode.values()).map(RefusalCode::text))
                .toList());
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  private static void isValidSchema(String text) {
    ParseResult<InspireFile> parsed = InspireParser.parseSchema(SourceText.of("example", text));
    assertThat(DiagnosticPrinter.printAll(parsed.diagnostics())).isEmpty();
    assertThat(
            DiagnosticPrinter.printAll(
                ShapeCompiler.compile(
                        List.of(parsed.tree()), Optional.empty(), objectFiles(parsed.tree()))
                    .diagnostics()))
        .isEmpty();
  }

  /** A text for each file that an object names. */
  private static Map<ObjectText.InFile, ObjectFile> objectFiles(InspireFile file) {
    return file.declarations().stream()
        .filter(ObjectDeclaration.class::isInstance)
        .flatMap(each -> ((ObjectDeclaration) each).create().stream())
        .filter(ObjectText.InFile.class::isInstance)
        .map(ObjectText.InFile.class::cast)
        .collect(
            Collectors.toMap(
                named -> named,
                named ->
                    new ObjectFile.Found(
                        SourceText.of(named.path().text(), "create view v as select 1"))));
  }

  private static void isCanonicalPlan(String text) {
    PlanText plan = PlanReader.read(SourceText.of("example", text));
    assertThat(DiagnosticPrinter.printAll(plan.diagnostics())).isEmpty();
    assertThat(PlanPrinter.print(plan.plan())).isEqualTo(withoutComments(text));
  }

  private static String withoutComments(String text) {
    return text.lines()
            .filter(line -> !line.strip().startsWith("//"))
            .map(line -> COMMENT.matcher(line).replaceAll(""))
            .reduce((one, other) -> one + "\n" + other)
            .orElseThrow()
        + "\n";
  }
}
