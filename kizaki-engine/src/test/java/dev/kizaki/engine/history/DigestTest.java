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
import dev.kizaki.engine.plan.StatementKinds;
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
    digests.put("all", Digest.of(SampleStatements.plan(SampleStatements.all()), RICH));
    for (PlanStatement statement : SampleStatements.all()) {
      digests.put(statement.getClass().getSimpleName(), digest(statement));
    }
    digests.put(
        "names in the database",
        digest(SampleStatements.withNames().toArray(PlanStatement[]::new)));
    digests.put("Choice", choice(List.of(new DropEntity("A")), List.of(new DropEntity("B"))));
    digests.put("rare forms", digest(rareForms().toArray(PlanStatement[]::new)));
    assertThat(
            digests.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(
            """
            2b17d6fe53b08db43d4e0232566919f7aa46f4433a3a4c66ca6c15435a914c20 nothing
            11078f09b6612b76123946202aac0d4ba0163e0a13d4e5e7263d796221c2c8d1 the rich shape
            95ee6907d097dbacbb12c981dce9834bb45b3ddf8251117adefcb54ea6eb4add all
            db0324f94a15ca7b50d96a9e14682b1b2f43d62710c0c889b639bdfe8a0c1c83 AddEntity
            7442fbf4d76240b4a0fd5ee86c54277ce37cdbcbf13447051ab050374fb92e95 AddField
            e934080625038f7a744b2ec760071f271df861e91bbe49b617e9710e3a3aa80e AddEnum
            1b5a8ced75599f65020dc07594ff9a56c012a35f56898315e74f1df1bc4c2bd8 AddEnumValue
            d64bfab295f060859afd1b223c0e35f623370ac163ad19387a29db730521145f AddUnique
            8f3ba76f520d840bc9ac1e39c6e447376dcffb70864cb7dbed5241847bcbb544 AddIndex
            83782040db50b4ee348178a02df72872983ebca09de0ad8610ff2bee8c054847 AddKey
            f74dd13dfd5be8f661e11accb614d1aa5e385132d9a50f13d554ce551ef63499 AddSystemEntity
            5d69a693849ab7985e3d0900b7947e409c0caa11137dc7919564e3ec85021752 DropEntity
            56b43a7883caa82cba127037c1b17ea9ef0a7339d3e3bb0c3f3dc14a22ec9039 DropField
            81a105908e8242a55d204a2dba348dd0168a326bdb89852990bb33d33ff7fbe9 DropEnum
            503de6b28ba1cfa240257d118eed751ef8d8ec2212fefb1a38f638895b7faa24 DropEnumValue
            ec522d288714eb81638641017e2f32c0e6aa6b93ac052d2c3c475a5a048b9a9b DropUnique
            d924d24c778c5a7b8354349e9c6f7ccef04c469555f0c9974695da1d52ca1933 DropIndex
            a84eec32b78531c43ddeb3da9e75301e711b7652efa465767d480226618f59f8 DropKey
            c97da22d64034e22d8abbf8ade71b66a421ac5ce29754cc9514ea48bd0f102fc RenameEntity
            ea295acbcf94623bf11f2dabed6dbfbbb971a1e8b258c5fe2df63561eb522b14 RenameField
            1fb58811bda49f8472932e1890eb1bb5afff77f50153234c479fbe12f4790a63 RenameEnum
            c7a7b256e5e5cc897c79a489b5ea1a8f25b992f4d7146e79103002e2b28dd1fd RenameEnumValue
            71f958bba604024f3e61a8929d8e65571c66b44e3ada5b0c4d1693602bfd0fe2 RenameInDatabase
            4d9d52958115cc56d4ceb3fd12abd09640f8c23d243e46b87483376c839332f8 ChangeField
            348a63d105553492ea5cda61422308c72349e158d5f6ce414819318d49040f42 ReorderEnum
            ffd4b6b147be56aa821fcaad86f398dc36c4821b803ed949b61eb99d48f202ec UpdateRows
            dd6063e73bde2fda7463b22d9bf65bfe71851c7b5df4676fda058e7aef268119 RunSql
            67108e8faed42ef8934bb66d1187688c877b8abb3fabd62451efca30ca23e190 names in the database
            0e35cd4df0eff978e6abfde2f0e0ddba214b4f53f362e1c87377c77ad29b7744 Choice
            4d56594cd678a8036799a5e58540011bf04861c118ca09ddf9f341baf4786581 rare forms
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
        .containsExactlyInAnyOrder((Object[]) StatementKinds.all());
  }

  @Test
  void everyComponentOfEveryStatementIsInTheDigest() {
    Map<String, Object> seen = new HashMap<>();
    List<PlanStatement> samples = new ArrayList<>(SampleStatements.all());
    samples.addAll(SampleStatements.withNames());
    for (PlanStatement statement : samples) {
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
