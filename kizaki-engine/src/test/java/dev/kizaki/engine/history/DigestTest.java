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
import dev.kizaki.engine.shape.SequenceOptions;
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
import java.util.stream.Stream;
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
    digests.put("owned sequences", digest(ownedSequences().toArray(PlanStatement[]::new)));
    digests.put("index forms", digest(indexForms().toArray(PlanStatement[]::new)));
    digests.put("indexes with SQL", digest(indexesWithSql().toArray(PlanStatement[]::new)));
    assertThat(
            digests.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(
            """
            2b17d6fe53b08db43d4e0232566919f7aa46f4433a3a4c66ca6c15435a914c20 nothing
            a08bee03387e0d2aaf57ee664b54b5950cb14e2a233b97d03d09b6c027d29c54 the rich shape
            e2944ed2ba931ab3165122efc7dc6e8ae061b31492c294016ef7a4266a2027bd further types
            a5f0a05a79283b3b6d8199019848bff7e9413f697658be734bce1677406250b1 all
            e38e3d9734f26cb497f694d3dda5002b69d57ca520063cb3487d34c76837dad1 AddEntity
            fb77c32e05489e3eccaaaa5ea0285d954a4e88ca7b901b8e258c4edc8d0a611b AddField
            ac86d81b3b7b9a42216cbf23f60b49c4847592a1b29f84f4e5704eb9e961b17c AddEnum
            31f1cc238f598dfb42bab9f45c777d6b69e9545c4a8ee1c8fd43f7d6316f6fa2 AddEnumValue
            f53291197eb972a1bda187657f89f0ef9abe7db8ee98b61bd5165117965b028e AddUnique
            e8516166ac7083c476af130beaeda423e43f844074b9af7004d177c93f32f614 AddIndex
            7c9924dbef8ea78aeb3147a18e471d7e07003ce3635bf4a8e2418519a8c34c54 AddKey
            2777e2d999c0c97e695381c65523b1e83084e0a587bf8eadf876d76811bf1633 AddCheck
            355c0a1063292490472173ca9e606f046ef4fbdc28d2c48952309599d7c81c08 AddReference
            5c490d736e157c951b2ae1c57949f23aef5d4f759a573eb1831c2ffe0b8a876d DropReference
            40cb271059fc12c94289084b423bc01816d819b540d7b1bfc723206567fdea0a ChangeReference
            78824145783ccdb81bbe6740cb01f3a882d8b7ae2c70bfa3dfb77a0b78365d40 AddSystemEntity
            55cdadc6c77fab32413de2991748595c285085578f8dca7efe5fd28d802751f7 DropEntity
            2e47cc77538021c0367fcc3015a1a01bb5738f86b89bffac2639cd33661d8df4 DropField
            d7d1af9d4d15a551b3c4ceeed02d571c39d057c6f76634bc657d5bfc926308af DropEnum
            1feaf3a4119130552eefcf02f9e0b98f6724e1af0fe389a92e547c8d2a09be57 DropEnumValue
            855dc1c4cb6dc6b90f935eef8621a4b74772f13a4ee74086cbad40ba21d7d93c DropUnique
            cc46625e2dcef3dc208e408e5886012d43622eaa5ff24f0c31284afbeb7ec5db DropIndex
            04c4f02fca1b40454cbdf74e649a49186c05323508b72ac2693c013a3d35b8fc DropKey
            26d71d5256576483bc6ae336540b4abeb29d1c0613cd6fe5240f7b0784a2b09b DropCheck
            95e50a30f97146f6b36da98c2305468c03303cf5b5597cd9581c4ebc693d0ee5 ChangeCheck
            5adb0d93ff4faea0b625112212b92d67aa5772a70adad9232819f4819013f5ad RenameEntity
            b2e03b7ae28c86f16d43427a9172557393d668f7e4f9053ccf51af9868d7692d RenameField
            f20518f7ad2b983ccd8e88f30a35ccfa2398d5d77743fec769ccfa622817f407 RenameEnum
            ef496f82c485d2c330775cd971e770dc469b3d50209da0a921ae983bf29769d7 RenameEnumValue
            171afce7b1f298ba9b8bc2428c3601d5e46e7be97884419fa2e135be513a8190 RenameInDatabase
            1162dc39bdeeb57d34768f85705d703fd35a556e5a529a0d5671dbf2bb56afc2 RenameDependent
            2913dac67129330af8d743ec69feda75d9de00a78a242f786bb7aa0ea85c5bb5 ChangeField
            46af3f9198269265127974cf5f8b5c84a83991b48296eb6d369093cfc259256d ReorderEnum
            bef8b5f29f681cff808d4a1e25f0653afd7e8a4a6d3b03a3f4527f7cfa8ffb03 UpdateRows
            e356c511cab39ebaef02bd163fbfd3a3351a612ce4b742e7a6786e035a3b268b RunSql
            81fbabc89d7f00cd202ed6e526d3d7979fb60cc80c87875b381f695aebc82bea AddSequence
            a3f5562d2c10cf4a6d4cec12f3ea54854afd8506b9e82606f05a36f7c5f269bc ChangeSequence
            5951ba3065fd462c63373cfa19161d8864d57e2da992afedd19ad213a3612380 DropSequence
            8d41d27e2e5739bc9a888d6acc537e1fd2d0bf7917ffa1a03ec9d122ecbce41b RenameSequence
            3c9e6e14ab6d7fe12fc807f51d4088b9d5e76e256637aca2198162f162a41dd6 AddObject
            888754851a343b34e526abe15dc8537e47a6c6bde5731a59fde9d1fe5687ac8c ChangeObject
            e3d474e8b31eaa7ecdc00c440b0eaf2aa471359a968603df1a731f494e5e4dcb DropObject
            6c0edf8f295550b4695b48539c1903395be965abb70a636fc806d829826fa4db RenameObject
            f4083a9faa585d98fb739e87a51609d73858725e6a5c636a2c591f7bdad23b6d names in the database
            55d544cec27db8ec15d0e04ee9cc7a220c1ef59dca08475fe8dae9c28a93281b Choice
            a99e1498742582687e165e1ccc8d7694a87f6192e0f8292811ffe3b0dc60b989 rare forms
            fe4900ba3e94e60ed93ef19518f9d281910775256f2747943cf699f748396766 owned sequences
            6d7368df3dc6414d4fe06114e2f84ac250eff07f523a4732580edfe721d860df index forms
            63c2a67397624d68a1f6c50ba13589bebbb471ee53254a14d43f40303e14bb76 indexes with SQL
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

  /** Sequences that columns own, with every option and every kind of column. */
  private static List<PlanStatement> ownedSequences() {
    SequenceOptions options =
        new SequenceOptions(
            Optional.of(Scalar.SMALLINT),
            5,
            Optional.of(10L),
            Optional.of(1000L),
            Optional.of(20L),
            7,
            true);
    return Stream.of(DefaultValue.OwnedSequence.Kind.values())
        .map(kind -> new DefaultValue.OwnedSequence(kind, options, Optional.of("numbers")))
        .<PlanStatement>map(
            sequence ->
                new AddField(
                    "Task",
                    SampleShapes.defaulted("number", FieldType.of(Scalar.INT), sequence),
                    AddField.Annotations.NONE,
                    Optional.empty()))
        .toList();
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
    statements.addAll(ownedSequences());
    statements.addAll(SampleStatements.withRecordedNames());
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
