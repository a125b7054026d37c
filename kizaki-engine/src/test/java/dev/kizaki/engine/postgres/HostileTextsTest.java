package dev.kizaki.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.HostileTexts;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.inspire.source.SourceText;
import dev.kizaki.inspire.testing.RandomSeed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** Random texts of characters that have a meaning in SQL, in drivers and in file formats. */
@FullRun
final class HostileTextsTest {
  private static final int ON_SERVER = 400;

  /** Every parser reads a quoted text as one token, and the token has the original text. */
  @Property(tries = 10_000)
  void quotedTextsAreOneToken(@ForAll long seed) throws SQLException {
    Random random = new Random(seed);
    String name = HostileTexts.randomName(random);
    String text = HostileTexts.random(random, 30);
    String identifier = Quoting.identifier(name);
    String string = Quoting.string(text);

    assertThat(unquoted(identifier, '"')).isEqualTo(name);
    assertThat(unquoted(string, '\'')).isEqualTo(text);
    String sql = "SELECT " + string + " AS " + identifier + " WHERE a = " + string;
    List<NativeQuery> sent = Parser.parseJdbcSql(sql, true, false, true, false, false);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).nativeSql).isEqualTo(sql);
    assertThat(sent.get(0).bindPositions).isEmpty();
  }

  /** By PostgreSQL's rule: a doubled quote stands for one quote, a single quote ends the text. */
  private static String unquoted(String token, char quote) {
    assertThat(token.charAt(0)).isEqualTo(quote);
    StringBuilder text = new StringBuilder();
    int at = 1;
    while (token.charAt(at) != quote || token.startsWith("" + quote, at + 1)) {
      text.append(token.charAt(at));
      at += token.charAt(at) == quote ? 2 : 1;
    }
    assertThat(at).isEqualTo(token.length() - 1);
    return text.toString();
  }

  /** Plans and snapshots that contain them can be printed and parsed without a change. */
  @Property(tries = 3_000)
  void plansAndSnapshotsKeepThem(@ForAll long seed) {
    Random random = new Random(seed);
    DefaultValue.Text text = new DefaultValue.Text(HostileTexts.random(random, 20));
    Field field =
        new Field("v", FieldType.of(Scalar.STRING), false, Optional.<DefaultValue>of(text));
    Field id = new Field("id", FieldType.of(Scalar.INT), false, Optional.empty());
    Entity entity =
        new Entity(
            "T", List.of(id, field), Optional.of(new Key(List.of("id"))), List.of(), List.of());
    String sql = Quoting.string(HostileTexts.random(random, 20));
    List<PlanStatement> statements =
        List.of(
            new AddEntity(entity),
            new UpdateRows(
                "T",
                List.of(new UpdateRows.Assignment("v", new PlanValue.Literal(text))),
                Optional.of("v <> " + sql)),
            new UpdateRows(
                "T",
                List.of(new UpdateRows.Assignment("v", new PlanValue.Sql("v || " + sql))),
                Optional.empty()),
            new RunSql("select " + sql));
    Plan plan = new Plan("0001_a", statements.stream().map(PlanLine::of).toList());

    String printed = PlanPrinter.print(plan);
    PlanText read = PlanReader.read(new SourceText("plan.migration", printed));
    assertThat(read.diagnostics()).isEmpty();
    assertThat(read.plan()).isEqualTo(plan);
    assertThat(PlanPrinter.print(read.plan())).isEqualTo(printed);

    Snapshot snapshot =
        new Snapshot(
            "0001_a",
            Optional.empty(),
            NamingVersion.CURRENT,
            DigestVersion.CURRENT,
            Replay.run(Shape.empty(), statements));
    String json = SnapshotJson.write(snapshot);
    assertThat(SnapshotJson.read("snapshot.json", json)).isEqualTo(snapshot);
  }

  /** Uses a sample of them as names and as values on a server. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void serversKeepThemUnchanged(int major) throws SQLException {
    Random random = RandomSeed.random();
    Set<String> names = new HashSet<>();
    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("set standard_conforming_strings = on");
      statement.execute("create schema canary");
      statement.execute("create table canary.kept (text text)");
      while (names.size() < ON_SERVER) {
        String name = HostileTexts.randomName(random);
        String text = HostileTexts.random(random, 30);
        if (names.add(name)) {
          String table = Quoting.qualified("public", name);
          statement.execute(
              "CREATE TABLE "
                  + table
                  + " ("
                  + Quoting.identifier(name)
                  + " text DEFAULT "
                  + Quoting.string(text)
                  + ")");
          statement.execute("INSERT INTO " + table + " DEFAULT VALUES");
          try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            assertThat(row.getMetaData().getColumnName(1))
                .as("seed %s", RandomSeed.value())
                .isEqualTo(name);
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).as("seed %s", RandomSeed.value()).isEqualTo(text);
          }
        }
      }
      assertThat(texts(statement, "select tablename from pg_tables where schemaname = 'public'"))
          .isEqualTo(names);
      assertThat(
              texts(
                  statement,
                  "select relname from pg_class where relnamespace = 'canary'::regnamespace"))
          .containsExactly("kept");
    }
  }

  private static Set<String> texts(Statement statement, String query) throws SQLException {
    Set<String> texts = new HashSet<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
