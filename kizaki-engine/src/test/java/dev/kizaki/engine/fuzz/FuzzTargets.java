package dev.kizaki.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.cases.CaseCorpus;
import dev.kizaki.engine.cases.CaseFile;
import dev.kizaki.engine.cases.Section;
import dev.kizaki.engine.changelog.ChangelogFile;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.connection.ConnectionString;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All readers of texts and files, with valid inputs from the cases. */
final class FuzzTargets {
  private static final List<CaseFile> CASES = CaseCorpus.all();

  private static final List<String> CONNECTIONS =
      List.of(
          "jdbc:postgresql://host:5432/database",
          "jdbc:postgresql:database",
          "jdbc:postgresql:/",
          "jdbc:postgresql://one:1,two:2/db?user=a&password=b&ssl=true&sslmode=verify-full",
          "jdbc:postgresql://[::1]:5432/db?currentSchema=a%2Cb&options=-c%20x%3Dy",
          "postgresql://user:secret@host:5432/db",
          "postgres://user%40x:p%3Aw@h1,h2:2/db?target_session_attrs=read-write&connect_timeout=3",
          "postgresql:///db?host=/var/run/postgresql&port=1",
          "postgresql:///?dbname=a&host=::1&user=u&password=p&sslpassword=x",
          "postgresql://host/${db}",
          "mysql://host/db");

  private FuzzTargets() {}

  /**
   * @param folder an empty directory for the files that are read
   */
  static List<FuzzTarget> in(Path folder) {
    try {
      Path statements = Files.createDirectory(folder.resolve("statements"));
      HistoryReading history =
          HistoryReading.in(Files.createDirectory(folder.resolve("histories")));
      Shape shape = shapes().findFirst().orElseThrow();
      return List.of(
          text("schema", cases(Section.BEFORE, Section.AFTER), SchemaReading::schema),
          text("plan", cases(Section.PLAN, Section.HAND_PLAN), PlanReading::plan),
          text("answers", cases(Section.ANSWERS), answers -> PlanReading.answers(answers, shape)),
          text("snapshot", shapes().map(FuzzTargets::snapshot).toList(), SchemaReading::snapshot),
          text("object", objects(), SqlReading::object),
          target(
              "statements",
              cases(Section.ROWS, Section.SETUP, Section.CHECK),
              bytes -> SqlReading.statements(bytes, statements)),
          text("seed", cases(Section.ROWS), SqlReading::seed),
          text("connection", CONNECTIONS, FuzzTargets::connection),
          text("changelog", changelogs(), FuzzTargets::changelog),
          new FuzzTarget("history", HistoryReading.seeds(), refusing(history::read)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FuzzTarget text(String name, List<String> seeds, Consumer<String> reader) {
    return target(name, seeds, bytes -> reader.accept(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static FuzzTarget target(String name, List<String> seeds, FuzzTarget.Reader reader) {
    return new FuzzTarget(
        name,
        seeds.stream().map(seed -> seed.getBytes(StandardCharsets.UTF_8)).toList(),
        refusing(reader));
  }

  /** Both exceptions are the documented answers to an input with errors. */
  private static FuzzTarget.Reader refusing(FuzzTarget.Reader reader) {
    return input -> {
      try {
        reader.read(input);
      } catch (Refusal | EnvironmentFailure e) {
        Objects.requireNonNull(e.getMessage(), "message");
      }
    };
  }

  private static List<String> cases(Section... sections) {
    return CASES.stream()
        .flatMap(file -> Stream.of(sections).filter(file::has).map(file::get))
        .distinct()
        .toList();
  }

  private static List<String> objects() {
    return CASES.stream()
        .filter(file -> file.has(Section.SQL))
        .map(file -> file.get(Section.SQL))
        .flatMap(String::lines)
        .filter(line -> line.matches("(?i)(create|comment|alter).*"))
        .distinct()
        .limit(2_000)
        .toList();
  }

  private static Stream<Shape> shapes() {
    return CASES.stream()
        .filter(file -> !file.has(Section.USER_TABLE))
        .map(FuzzTargets::shape)
        .flatMap(Optional::stream);
  }

  private static Optional<Shape> shape(CaseFile file) {
    SourceText source = SourceText.of("app.inspire", file.get(Section.AFTER));
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(source).tree()), Optional.empty())
        .shape();
  }

  private static String snapshot(Shape shape) {
    return SnapshotJson.write(
        new Snapshot(
            "0001_initial", Optional.empty(), NamingVersion.CURRENT, DigestVersion.CURRENT, shape));
  }

  private static void connection(String text) {
    ConnectionString read = ConnectionString.parse(text);
    read.address();
    read.server();
    assertThat(ConnectionString.parse(read.jdbcUrl()).jdbcUrl()).isEqualTo(read.jdbcUrl());
  }

  private static List<String> changelogs() {
    String digest = "0123456789abcdef".repeat(4);
    String xml =
        "<?xml version=\"1.1\" encoding=\"UTF-8\"?>\n<databaseChangeLog>\n</databaseChangeLog>\n";
    return List.of(
        ChangelogFile.of("public", "0001_initial", digest).text(xml),
        ChangelogFile.of("a, \"b\"", "0002_next", digest).text(xml.replace("\n", "\r\n")),
        ChangelogFile.master(List.of("0001_initial")).text(xml),
        xml);
  }

  private static void changelog(String text) {
    ChangelogFile.of("public", "0001_initial", "0123456789abcdef".repeat(4))
        .state(Optional.of(text));
  }
}
