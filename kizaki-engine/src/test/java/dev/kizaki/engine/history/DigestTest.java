package dev.kizaki.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.OnDelete;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.snapshot.SampleShapes;
import dev.kizaki.engine.snapshot.Snapshot;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final Snapshot RICH =
      SampleShapes.snapshot("0002_next", Optional.of(SampleShapes.PARENT), SampleShapes.rich());

  private static String digest(PlanStatement... statements) {
    return Digest.of(SampleStatements.plan(List.of(statements)), RICH);
  }

  private static String digest(Shape shape) {
    return Digest.of(
        SampleStatements.plan(List.of()),
        SampleShapes.snapshot("0002_next", Optional.empty(), shape));
  }

  /** These digests stand in histories. They never change; a new form is a new version. */
  @Test
  void goldenDigestsOfVersionOne() {
    Map<String, String> digests = new LinkedHashMap<>();
    digests.put("nothing", digest(Shape.empty()));
    digests.put("the rich shape", digest(SampleShapes.rich()));
    digests.put("all", Digest.of(SampleStatements.plan(SampleStatements.all()), RICH));
    for (PlanStatement statement : SampleStatements.all()) {
      digests.put(statement.getClass().getSimpleName(), digest(statement));
    }
    digests.put("Choice", choice(List.of(new DropEntity("A")), List.of(new DropEntity("B"))));
    digests.put("rare forms", digest(rareForms().toArray(PlanStatement[]::new)));
    assertThat(
            digests.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(
            """
            GOLDEN
            """);
  }

  /** What the samples of each kind leave out. */
  private static List<PlanStatement> rareForms() {
    return List.of(
        new DropEnumValue("Status", "Todo", new DropEnumValue.None()),
        new DropEnumValue("Status", "Todo", new DropEnumValue.Unresolved()),
        new AddEnumValue("Status", "Todo", Optional.empty()),
        new AddSystemEntity(new SystemEntity("__User", Optional.empty())),
        new AddField(
            "Task",
            SampleShapes.defaulted("at", FieldType.of(Scalar.DATETIME), DefaultValue.Function.NOW),
            new AddField.Annotations(true, false, true),
            Optional.of(new PlanValue.Unresolved())),
        new AddField(
            "Task",
            SampleShapes.field("to", new FieldType.Reference("A", "b", OnDelete.RESTRICT)),
            AddField.Annotations.NONE,
            Optional.of(new PlanValue.Null())),
        new UpdateRows(
            "Task",
            List.of(
                new UpdateRows.Assignment(
                    "a", new PlanValue.Literal(new DefaultValue.Number(BigDecimal.TEN))),
                new UpdateRows.Assignment(
                    "b", new PlanValue.Literal(new DefaultValue.EnumValue("Todo"))),
                new UpdateRows.Assignment(
                    "c", new PlanValue.Literal(new DefaultValue.EmptyArray()))),
            Optional.empty()));
  }

  @Test
  void theSamplesAreOfEveryKind() {
    assertThat(SampleStatements.all())
        .extracting(statement -> (Object) statement.getClass())
        .containsExactlyInAnyOrder((Object[]) PlanStatement.class.getPermittedSubclasses());
  }

  @Test
  void everyComponentOfEveryStatementIsInTheDigest() {
    Map<String, Object> seen = new HashMap<>();
    for (PlanStatement statement : SampleStatements.all()) {
      List<Object> variants = new ArrayList<>(Variants.of(statement));
      variants.add(statement);
      assertThat(variants).hasSizeGreaterThan(statement.getClass().getRecordComponents().length);
      for (Object variant : variants) {
        Object other = seen.put(digest((PlanStatement) variant), variant);
        if (other != null) {
          assertThat(other).isEqualTo(variant);
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(300);
  }

  @Test
  void parentsShapesAndOrderOfStatementsAreInTheDigest() {
    Plan plan = SampleStatements.plan(List.of());
    Shape rich = SampleShapes.rich();
    List<String> digests =
        List.of(
            digest(rich),
            Digest.of(plan, RICH),
            Digest.of(plan, SampleShapes.snapshot("0002_next", Optional.of("f".repeat(64)), rich)),
            digest(Shape.of(List.of(), rich.enums(), rich.entities())),
            digest(Shape.of(rich.systemEntities(), List.of(), rich.entities())),
            digest(Shape.of(rich.systemEntities(), rich.enums(), List.of())),
            digest(new DropKey("A"), new DropKey("B")),
            digest(new DropKey("B"), new DropKey("A")),
            digest(new DropKey("A"), new DropKey("B"), new DropKey("B")));
    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void theOrderOfFieldsIsPresentation() {
    Entity entity = ((AddEntity) SampleStatements.all().get(0)).entity();
    List<Field> reversed = new ArrayList<>(entity.fields());
    Collections.reverse(reversed);
    Entity reordered = entity.withFields(reversed);
    assertThat(reordered).isNotEqualTo(entity);
    assertThat(digest(new AddEntity(reordered))).isEqualTo(digest(new AddEntity(entity)));
    assertThat(digest(Shape.of(List.of(), List.of(), List.of(reordered))))
        .isEqualTo(digest(Shape.of(List.of(), List.of(), List.of(entity))));
  }

  @Test
  void commentsAndTheNameArePresentation() {
    PlanStatement statement = new DropEntity("Task");
    PlanLine commented =
        new PlanLine(statement, List.of("why"), Optional.of("beside"), List.of("below"));
    assertThat(Digest.of(new Plan("0009_other", List.of(commented)), RICH))
        .isEqualTo(digest(statement));
    assertThat(
            Digest.of(SampleStatements.plan(List.of(statement)), RICH.withMigration("0009_other")))
        .isEqualTo(digest(statement));
  }

  @Test
  void anOpenChoiceHasADigestOfItsOwn() {
    PlanStatement drop = new DropEntity("A");
    PlanStatement rename = new RenameEntity("A", "B");
    List<String> digests =
        List.of(
            digest(drop),
            digest(rename),
            digest(drop, rename),
            choice(List.of(drop), List.of(rename)),
            choice(List.of(rename), List.of(drop)),
            choice(List.of(drop, rename), List.of()));
    assertThat(digests).doesNotHaveDuplicates();
  }

  private static String choice(List<PlanStatement> either, List<PlanStatement> or) {
    return Digest.of(new Plan("0002_next", List.of(PlanLine.of(new Choice(either, or)))), RICH);
  }

  @Test
  void textsAreTakenAsTheyAre() {
    assertThat(
            List.of(
                digest(new RunSql("\u00e9")),
                digest(new RunSql("e\u0301")),
                digest(new RunSql("?")),
                digest(new RunSql("\uD800")),
                digest(new RunSql("\uDBFF")),
                digest(new RunSql("\r\n")),
                digest(new RunSql("\n"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void theLocaleDoesNotMatter() {
    Locale locale = Locale.getDefault();
    String before = digest(SampleShapes.rich());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(digest(SampleShapes.rich())).isEqualTo(before);
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(digest(SampleShapes.rich())).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void tokensAreTheseBytes() throws Exception {
    DigestTokens tokens = new DigestTokens();
    tokens.text("aé");
    tokens.number(258);
    tokens.flag(true);
    tokens.optional(Optional.of("x"), tokens::text);
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "54"
                    + "00000002"
                    + "0061"
                    + "00e9"
                    + "4e"
                    + "00000102"
                    + "42"
                    + "01"
                    + "4c"
                    + "00000001"
                    + "54"
                    + "00000001"
                    + "0078");
    assertThat(tokens.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }
}
