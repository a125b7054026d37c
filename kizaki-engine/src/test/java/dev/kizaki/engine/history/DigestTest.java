package dev.kizaki.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementKinds;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.snapshot.SampleShapes;
import dev.kizaki.engine.snapshot.Snapshot;
import java.math.BigDecimal;
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

  /** Digests are stored in histories, so these never change; a new form needs a new version. */
  @Test
  void goldenDigestsOfVersionOne() {
    Map<String, String> digests = new LinkedHashMap<>();
    digests.put("nothing", digest(Shape.empty()));
    digests.put("the rich shape", digest(SampleShapes.rich()));
    digests.put("further types", digest(SampleShapes.furtherTypes()));
    digests.put("all", Digest.of(SampleStatements.plan(SampleStatements.all()), RICH));
    for (PlanStatement statement : SampleStatements.all()) {
      digests.put(statement.getClass().getSimpleName(), digest(statement));
    }
    digests.put(
        "names in the database",
        digest(SampleStatements.withNames().toArray(PlanStatement[]::new)));
    digests.put("Choice", choice(List.of(new DropEntity("A")), List.of(new DropEntity("B"))));
    digests.put("rare forms", digest(rareForms().toArray(PlanStatement[]::new)));
    digests.put("index forms", digest(indexForms().toArray(PlanStatement[]::new)));
    digests.put("indexes with SQL", digest(indexesWithSql().toArray(PlanStatement[]::new)));
    assertThat(
            digests.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(
            """
            2b17d6fe53b08db43d4e0232566919f7aa46f4433a3a4c66ca6c15435a914c20 nothing
            f31994da8d892d2b0345b03d803b1349fbc63ff5bfc95f50d644054f1210e323 the rich shape
            e2944ed2ba931ab3165122efc7dc6e8ae061b31492c294016ef7a4266a2027bd further types
            1849431dc2b86f6b0d82031a78f4ac08c7b8a7816a194b1d36b91bff25a65a86 all
            2c91eabc233f938de1395b6278f1f9c6c1a80f76f47eba29899ef86f0868e844 AddEntity
            8234da0485b572dcef6f3b96d9b45335d14e36c36df1fd15b4400b63ed04ed1d AddField
            72162769078fa5bc8d641d0d73277a54802b603f97e30647f7e9e05a3e78d229 AddEnum
            9f33afba6bb771633ca1b0a2276f2ab25dfa8ca3c438e56db81d31801d62fe16 AddEnumValue
            bc9ab65783eb6f8beae1d6fe2de9ea9c6170b1bb9100d21e98625ff3900b1ab8 AddUnique
            f5e8c99e3f80f56b57ccef0584a54c23f759c88462b4b966ad6cfa107ca5aace AddIndex
            cd6fd51f1ca82ecd4b3255524fe16543a23e0a0d5a6f06de9c5a6022558b4b58 AddKey
            d1f23706475c15a373362570f266ed80e8eca15ad269dfa5b6e42fd0f82793ed AddReference
            f075a4446fe664a7c1ccd98d390f1aab6c4247ab26bcde89a16c278402dab2e8 DropReference
            616ec4ec9ec018829c4c12cc566ce12c6aff439ce9761265a22d0956ee26b323 ChangeReference
            c3cd8c0e1d2b6abe3f32aa0c63bd2caafb7ad4c11fec8a065118aee86bd27584 AddSystemEntity
            0d2ca3851d6dbb00ef9547b2681390f04b4c729b7c1fd2d2a37f6cc05c9a51b4 DropEntity
            729343082aaab233a46a5d1513cddc251942bb23fde038d1ac469d19a92e94df DropField
            54cb01319d7f6c9211e86541d2b1f989982f4b065cfd231efb1e2517942ef39d DropEnum
            e1faae6f00fb2ed6fb689c1f185eccc6bbe6299a79ea3bbcc982182c8f53eed4 DropEnumValue
            a9e3fb43297f44028dff5be6ec98429edcb6a87f3e8b1d7bceeb930ed3190155 DropUnique
            52d7c992c8230e301316cbc22c2a9d7bd81dbf3dc24ae02886da0c6fdb1d220c DropIndex
            b327e29cc1b9206957fb82e2370194cf337e2c87676ba6ca92cca706c6416edc DropKey
            0b0195b557ff1983c44e47a39d9148f1083841bd634a2107062ddff293e445f2 RenameEntity
            c79462b8ca1d60e7176c1a7239eab279f1c20dcbbd787145f38006f8dc27f1d3 RenameField
            56e832a0985a74a58d70af9b65416ccbc0862d398a6930de8363ca14e3a19e06 RenameEnum
            772104f5031a5e6b30770060160cba7ed6ed4f12a51b17e65220e4359aca5732 RenameEnumValue
            beb5ef1fd6ab0612df87977e9450e9e78db9ba38e93d38cfc3ed25aae7ec8957 RenameInDatabase
            2f38200f9745cd4d8ad5dbc5af4a91722dc3a73d3932939c9c4abfcff3302ac5 ChangeField
            f5d8df30afba79434f60254a6cd1474b0105dfd47563845b2d5fe89149357c37 ReorderEnum
            51d4e3461ebf4981892c51e62633bc92a0e34386e6bd99d9eac07ab3342996b3 UpdateRows
            0be31be6d066ce5dd62a33fa5d3f77862a4af3405612ff1deea85c8c89ff6f5c RunSql
            99280697f8012deaddb171a35ca27bfee32c9c7fedfbff2f271850182c2b89db AddSequence
            66237fad8c3ce0b4e0a80ee5ac79cc3c31882651b73d40ddae4a79f59dc02202 ChangeSequence
            badb900a6d68691edf367f8f1494fe0fce26ec65ae78fdabbec676cf7bb9de0e DropSequence
            bd49c8d622575b7d069070dde6492e87ec1ddcfa5fcd75f7721b0f65c434ac29 RenameSequence
            bcbe362a5e07750bebb8ef7620048e0f18144c8d0ea62f94300daccbc33ec76b names in the database
            8bd2f76f6a052293d5ef9f8a7adfdf167b56fd9227ca6fd3c2ce83745db76e09 Choice
            a60295307d7a7d99c3b2401f4c7c0c1bdbc9e9e553f795225add259c9dd025ce rare forms
            56f481d26d41ecdf22571f10bffc1b85dc250456c1ac89718e68a4e0f9a2e090 index forms
            abb92b0cd519f521704fdf256e1470823b33c1fdedff9daa474e23eb7f322b5f indexes with SQL
            """);
  }

  /** Values that the samples of each kind do not contain. */
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
            SampleShapes.field("to", new FieldType.Reference("A", "b")),
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

  /** Indexes and uniques with every option. */
  private static List<PlanStatement> indexForms() {
    return List.of(
        new AddUnique("Task", new Unique(List.of("a", "b"), true, List.of("c", "d"))),
        new AddIndex(
            "Task",
            new Index(
                List.of(
                    IndexedValue.of("a")
                        .ordered(true, false)
                        .withOperatorClass(Optional.of("x.a_ops")),
                    IndexedValue.of("b")
                        .ordered(false, true)
                        .withOperatorClass(Optional.of("b_ops"))),
                IndexMethod.GIN,
                true,
                true,
                List.of("c", "d"),
                Optional.empty())));
  }

  /** Indexes with expressions, a predicate or both. */
  private static List<PlanStatement> indexesWithSql() {
    return List.of(
        new AddIndex(
            "Task",
            new Index(
                List.of(
                    IndexedValue.of(new SqlExpression("lower(\"A\")", List.of()))
                        .ordered(true, true)
                        .withOperatorClass(Optional.of("x.a_ops")),
                    IndexedValue.of("b")),
                IndexMethod.BTREE,
                true,
                false,
                List.of("c"),
                Optional.of(new SqlExpression("x is null", List.of())))),
        new DropIndex(
            "Task",
            new Index(
                List.of(IndexedValue.of("where")),
                IndexMethod.BTREE,
                false,
                false,
                List.of(),
                Optional.of(new SqlExpression("\"where\" = E'\\\\'", List.of())))));
  }

  @Test
  void theSamplesAreOfEveryKind() {
    assertThat(SampleStatements.all())
        .extracting(statement -> (Object) statement.getClass())
        .containsExactlyInAnyOrder((Object[]) StatementKinds.all());
  }

  @Test
  void everyComponentOfEveryStatementIsInTheDigest() {
    Map<String, Object> seen = new HashMap<>();
    List<PlanStatement> statements = new ArrayList<>(SampleStatements.all());
    statements.addAll(indexForms());
    statements.addAll(indexesWithSql());
    for (PlanStatement statement : statements) {
      List<Object> variants = new ArrayList<>(RecordVariants.of(statement));
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
    return Digest.of(new Plan("0002_next", List.of(PlanLine.of(Choice.between(either, or)))), RICH);
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
