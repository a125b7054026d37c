package dev.kizaki.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementKinds;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.snapshot.DigestVersion;
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
    digests.put("words of phases", digest(wordsOfPhases().toArray(PlanStatement[]::new)));
    digests.put("other defaults", digest(otherDefaults().toArray(PlanStatement[]::new)));
    digests.put("names of groups", digest(namesOfGroups().toArray(PlanStatement[]::new)));
    digests.put("references, checks and sequences", digest(shape(pair(REFERENCES))));
    digests.put("objects", digest(Shape.empty().withObjects(OBJECTS)));
    digests.put("adopted", adopted(SampleShapes.rich()));
    assertThat(
            digests.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(
            """
            2b17d6fe53b08db43d4e0232566919f7aa46f4433a3a4c66ca6c15435a914c20 nothing
            536145b4272c95af0c1ee85c9bf76254f4dc725bb88ed4eb64411b1954991803 the rich shape
            e2944ed2ba931ab3165122efc7dc6e8ae061b31492c294016ef7a4266a2027bd further types
            419bd1f6e3278d6545d04b504dad772aa3135f22a614370ec0c66fa1f67b9028 all
            6d02a0b07a44a9b09114d09242cb90cfa5e9b60ae0a16008e00424dfde0b029f AddEntity
            3b849d5ea905b54eceb6e276beb088a64bdff540bf0b89fc9c1614499c78dc61 AddField
            732b33e77cbafa8c73ead1763b43bd8400cb1fd60edce40de9f406a274dccb00 AddEnum
            d6c8770e34826afd7c81d1be3269bf1263b7f5382740b6222230c0420e3b4fc5 AddEnumValue
            668aa88bcd16e901ce6e2d68df5886c3b3e01ca22d56946afa1c24bbb5d8e961 AddUnique
            2074cb2fcd883399bca172cf443c4ee9c29e356daf1f6566370fe000717fba9a AddIndex
            dd7aa077e56e58f0a37265637feffb7a850a73b59eb7831734e1456b842028ba AddKey
            5e980923d0a533cd58d4141b042a453c7d2d9ae1aeb2e6b3e5b286fea1c2ccf2 AddCheck
            ee3c2f1a56b2712cbf27b086ced9dfb51260927f068c43789754ca3f42c357cd AddReference
            55cb8a7eec358fbcff03615c5eb8d551697b39d081ea48af157767f3e0e3eda0 DropReference
            e83c2816c625ae3f69c1e66bf0e78f88968d6a98701d53adb3317a405846fd6a ChangeReference
            f82d8c5cc262855501bff39c17380661366702e2f0fe90ddf29de278c6634ec5 AddSystemEntity
            8d8d50d8a0d18bcb796db1028edbce86da524487e270f03a02fc1d18865c50f8 DropEntity
            8443706c7b2faded9387d6ab3c5f1ed3158cf40e55439f7c101005ec6e95d688 DropField
            2fbaf094398f1fb10076d7fbe4be5de948022a8b917ef6b52c60110bcc9ac4ee DropEnum
            078ad42478bbd3b7102d9161397fefc43054166a26c8b75da340c0f27356e3d0 DropEnumValue
            c5dcfa3da4402acf327653540196a0ca04d5cf97adbfaee58541b6b6f937517d DropUnique
            3aa157f12dd713a0aa2f3cbb9ee21c1a44c4e2d9a59b2fb0a81978e19cb827af DropIndex
            aab962e4f60ea0119d58d1b7759af960d06e169becdcdc8d76d9455890e5884f DropKey
            7bbbcbf95eaa89c9024549267868a42f6b5a3bcb9310b4b1a793776baa667657 DropCheck
            b503998fb61eb83acd69ed5c80f7a91375ae06ebec6363a7206fd1af9e629304 ChangeCheck
            a82a76620177aa9b2ec5f7c85cebc99e827f24039dd17a50f1d693d7c21cb87b RenameEntity
            e3d8ec30acecbccaa849df8c8580781de7f6380b11a1f777af340e6f5c393ee5 RenameField
            971eea0c14f5e3b8bb47d05e3871d7756a37f4469a25ef52d5fa4b2aea0131a0 RenameEnum
            34dae35211b10c0c6ff2ab1f05c9bf19625cd1ddd616e94c01833fb7d196cf9e RenameEnumValue
            055e4ed3ce9c7a151cf108d92a8cbe6af086083eb0e0163ae7f662e32cfcb29e RenameInDatabase
            661127f0ebd8d12b154075c0395b88fce29c0120a9c780bf0ab90aebbc7b2fc7 RenameDependent
            b957ce4408aeb22dc572242eca3065c1cb00a7f2eea2a36c472a838304ea7243 ChangeField
            ccaa0a0598c9b52b9d52cc27c6098c4ded179ce15671d2bf6251f579706ecf76 ReorderEnum
            299d2aec579faf61ea25c2c419fce08a615da91ac93f3ac9a27f3007ced980d6 UpdateRows
            a9aa0d023c6253a68bb1845c0d4e08e8f9f1558fef6bc92c44748f83b13a2e23 RunSql
            175808b58c5110aa5a63beb2ca1a313c4f31d9648355802d0db0306383af5a51 AddSequence
            8f6b98608b5e95530236f50d84831e80f276048612ae5957b59aa469909a368b ChangeSequence
            d6b9011c019b883af09e7f294ec36b3f49849bcc1237f38884ececb201b96f08 DropSequence
            6278e5b504471e6c390061dc2ed8331f57e875c8b5fbeca066a0ea0044f3c1e4 RenameSequence
            325537215b11b2ed2d45e0495967ec59481679837a659893cee6a37622d36eee AddObject
            c8c118e382e539a2d1925ef608763c14b2b7ab36b769bc82e85ea54ea7d4d8d4 ChangeObject
            76b17d3e92150a22547b5d645d685c26434421d2acdb53aa05dd1782acce9d54 DropObject
            4c66b45579b3bf358f03e7f3b46b893e4008bcd1a1f7b72662b418ad5303ccd0 RenameObject
            6bbb5f3b4f5be5aab8ea0a0efb3fe0a316c32706a8fce0b70d13c90da3d0d32b names in the database
            941ece4163a46c0e78e9fc87da5ef41f6bc6b43a1771de4e0cdc76bcd16f4733 Choice
            de40272f401f7062c15c369361b2b40150fea8e0d8fbf96109f8b68b36e5bb66 rare forms
            350f07d9006a0ab6c0634b92b6bd3751d7445ca1b10d5728905d582767a04db0 owned sequences
            263f77b8f736f9ab1dbc560fa5d82cf9b275f388b298a95229aed02fb53cac3e index forms
            e9f3f77a2b07787e493e79e14aa47db79bb6ef412fd7d5bef93c318d4ddcc833 indexes with SQL
            2a14ef5a91ffbe89513a45390b4e4b6c670789862c0aea00d79d6618802b4ab3 words of phases
            5a30cff5c03c52bc01159755f23c7a4602710e846e106f635a74c511d2c75585 other defaults
            218ec6db7cdc61555414417c784cda3b75fcf46ff361deb34e10aa32c21742b7 names of groups
            fbcbb2f8966e52db4eaf4e11bd6981455c12f3743695391d82c3b97e5a520dbd references, checks and sequences
            04d5cb73f6e379dc5be1146736ebf6928f7a36942946fbef369ee6022b720eef objects
            eed016425907fbd86d522692698bb46b841a9a031f650b8aaf06802a167e2042 adopted
            """);
  }

  private static final List<EntityReference> REFERENCES =
      List.of(
          new EntityReference(List.of("a", "b"), "Other", List.of("c", "d"), ReferenceOptions.NONE),
          new EntityReference(
              List.of("b", "a"), "Other", List.of("c", "d"), ReferenceOptions.NONE));

  private static final List<SqlObject> OBJECTS =
      List.of(
          new SqlObject(
              "Recent", List.of("Task", "Owner"), "create view recent as", Optional.empty()),
          new SqlObject("All", List.of(), "create view a as", Optional.of("drop view a")));

  private static Entity pair(List<EntityReference> references) {
    return new Entity(
            "Pair",
            List.of(
                SampleShapes.field("a", FieldType.of(Scalar.INT)),
                SampleShapes.field("b", FieldType.of(Scalar.INT))),
            Optional.empty(),
            List.of(),
            List.of())
        .withReferences(references)
        .withChecks(
            List.of(
                new Check(new SqlExpression("a > 0", List.of("a"))),
                new Check(new SqlExpression("b > 0", List.of("b")))));
  }

  private static Shape shape(Entity entity) {
    return Shape.of(
        List.of(),
        List.of(),
        List.of(
            new DeclaredSequence("Numbers", SequenceOptions.NONE),
            new DeclaredSequence("Codes", SequenceOptions.NONE)),
        List.of(entity));
  }

  private static String adopted(Shape shape) {
    return Digest.of(
        SampleStatements.plan(List.of()),
        new Snapshot(
            "0001_initial",
            Optional.empty(),
            NamingVersion.CURRENT,
            DigestVersion.CURRENT,
            shape,
            true));
  }

  /** Defaults that no literal is, as values of new fields. */
  private static List<PlanStatement> otherDefaults() {
    SqlExpression expression = new SqlExpression("a + 1", List.of("a"));
    return Stream.of(
            new DefaultValue.NextValue("Numbers"),
            new DefaultValue.Expression(expression),
            new DefaultValue.Generated(expression, true),
            new DefaultValue.Generated(expression, false))
        .<PlanStatement>map(
            value ->
                new AddField(
                    "Task",
                    SampleShapes.defaulted("number", FieldType.of(Scalar.INT), value),
                    AddField.Annotations.NONE,
                    Optional.empty()))
        .toList();
  }

  /**
   * Groups that are added with a field and have names, and other names of a reference and a check.
   */
  private static List<PlanStatement> namesOfGroups() {
    return List.of(
        new AddField(
            "Task",
            SampleShapes.field("a", FieldType.of(Scalar.INT)),
            new AddField.Annotations(
                true,
                true,
                true,
                new AddField.GroupNames(Optional.of("pk"), Optional.empty(), Optional.of("ix"))),
            Optional.empty()),
        new RenameDependent(REFERENCES.get(0).element("Task"), "fk", "fl"),
        new RenameDependent(
            SchemaElement.check("Task", new Check(new SqlExpression("a > 0", List.of("a")))),
            "ck",
            "cl"));
  }

  @Test
  void theOrderOfReferencesIsPresentation() {
    List<EntityReference> references = new ArrayList<>(REFERENCES);
    Collections.reverse(references);
    assertThat(digest(shape(pair(references)))).isEqualTo(digest(shape(pair(REFERENCES))));
  }

  /** What statements say about the time between the phases of a deploy. */
  private static List<PlanStatement> wordsOfPhases() {
    Field before = new Field("size", FieldType.of(Scalar.INT), false, Optional.empty());
    Field after = new Field("size", FieldType.of(Scalar.STRING), false, Optional.empty());
    return List.of(
        new ChangeField(
            "Task", before, after, Optional.empty(), Optional.empty(), Optional.of("size::int")),
        new DropField(
            "Task", "note", Optional.of(new PlanValue.Literal(new DefaultValue.Text("none")))),
        new UpdateRows(
            true,
            "Task",
            List.of(new UpdateRows.Assignment("size", new PlanValue.Null())),
            Optional.empty()),
        new RunSql(true, "delete from task"));
  }

  /** Values that the samples of each kind do not contain. */
  private static List<PlanStatement> rareForms() {
    return List.of(
        new DropEnumValue("Status", "Todo", new DropEnumValue.None()),
        new DropEnumValue("Status", "Todo", new DropEnumValue.Unresolved()),
        new AddEnumValue("Status", "Todo", Optional.empty()),
        new AddSystemEntity(new BuiltInUser(Optional.empty())),
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
