package dev.kizaki.engine.history;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.ChangeReference;
import dev.kizaki.engine.plan.ChangeSequence;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.snapshot.SampleShapes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One statement of each kind, with every component present. */
final class SampleStatements {
  private static final Field POINTS =
      SampleShapes.defaulted(
          "points",
          new FieldType.Decimal(10, 2, false),
          new DefaultValue.Number(new BigDecimal("1.5")));
  private static final Field OWNER =
      SampleShapes.defaulted(
          "owner",
          new FieldType.Reference(
              "User", "id", ReferenceOptions.NONE.withOnDelete(ReferentialAction.CASCADE)),
          DefaultValue.Function.UUID);
  private static final Field STATUS =
      SampleShapes.defaulted(
          "status", new FieldType.OfEnum("Status", true), new DefaultValue.EnumValue("Todo"));

  private static final Check CHECK =
      new Check(new SqlExpression("points > 0", List.of("points")), true, Optional.of("positive"));

  /** Every option is stated. */
  private static final SequenceOptions OPTIONS =
      new SequenceOptions(
          Optional.of(Scalar.INT),
          5,
          Optional.of(10L),
          Optional.of(1000L),
          Optional.of(20L),
          7,
          true);

  private static final ReferenceOptions OTHER =
      new ReferenceOptions(
          ReferentialAction.CASCADE,
          ReferentialAction.SET_NULL,
          Deferrability.INITIALLY_IMMEDIATE,
          false,
          true,
          Optional.of("task_fkey"));
  private static final EntityReference REFERENCE =
      new EntityReference(List.of("a", "b"), "User", List.of("c", "d"), ReferenceOptions.NONE);

  private SampleStatements() {}

  static List<PlanStatement> all() {
    return List.of(
        new AddEntity(
            new Entity(
                    "Task",
                    List.of(POINTS, OWNER, STATUS),
                    Optional.of(new Key(List.of("points", "owner"))),
                    List.of(new Unique(List.of("owner", "status")), new Unique(List.of("owner"))),
                    List.of(new Index(List.of("status", "owner"))))
                .withChecks(List.of(CHECK))),
        new AddField(
            "Task",
            POINTS,
            new AddField.Annotations(false, true, false),
            Optional.of(new PlanValue.Sql("a + b"))),
        new AddEnum(new EnumType("Status", List.of("Todo", "Done"))),
        new AddEnumValue("Status", "Doing", Optional.of(new AddEnumValue.Position(true, "Done"))),
        new AddUnique("Task", new Unique(List.of("a", "b"))),
        new AddIndex("Task", new Index(List.of("a", "b"))),
        new AddKey("Task", new Key(List.of("a", "b"))),
        new AddCheck("Task", CHECK),
        new AddReference("Task", REFERENCE),
        new DropReference("Task", REFERENCE),
        new ChangeReference("Task", REFERENCE, REFERENCE.withOptions(OTHER)),
        new AddSystemEntity(
            new BuiltInUser(
                Optional.of(
                    new BuiltInUser.ExistingColumn(
                        "auth", "users", "id", FieldType.of(Scalar.UUID))))),
        new DropEntity("Task"),
        new DropField("Task", "title"),
        new DropEnum("Status"),
        new DropEnumValue("Status", "Todo", new DropEnumValue.Other("Done")),
        new DropUnique("Task", new Unique(List.of("a", "b"))),
        new DropIndex("Task", new Index(List.of("a", "b"))),
        new DropKey("Task"),
        new DropCheck("Task", CHECK),
        new ChangeCheck("Task", CHECK, new Check(new SqlExpression("a >= 0", List.of("a")))),
        new RenameEntity("Task", "Ticket"),
        new RenameField("Task", "a", "b"),
        new RenameEnum("Status", "State"),
        new RenameEnumValue("Status", "Todo", "Open"),
        new RenameInDatabase(SchemaElement.field("Task", "ttl"), "ttl", "time_to_live"),
        new RenameDependent(SchemaElement.foreignKey("Task", "owner"), "task_owner_fkey", "fk"),
        new ChangeField(
            "Task",
            STATUS,
            OWNER,
            Optional.of(new PlanValue.Sql("x")),
            Optional.of(new PlanValue.Literal(new DefaultValue.Text("y")))),
        new ReorderEnum(new EnumType("Status", List.of("Done", "Todo"))),
        new UpdateRows(
            "Task",
            List.of(
                new UpdateRows.Assignment("a", new PlanValue.Null()),
                new UpdateRows.Assignment(
                    "b", new PlanValue.Literal(new DefaultValue.Boolean(true)))),
            Optional.of("c > 1")),
        new RunSql("delete from task"),
        new AddSequence(new DeclaredSequence("Numbers", OPTIONS)),
        new ChangeSequence("Numbers", OPTIONS, SequenceOptions.NONE),
        new DropSequence("Numbers"),
        new RenameSequence("Numbers", "InvoiceNumbers"),
        new AddObject(
            new SqlObject(
                "OpenTask",
                List.of("Task", "Status"),
                "create view open_task as\nselect 1",
                Optional.of("drop view open_task"))),
        new ChangeObject(
            "OpenTask",
            true,
            Optional.of(List.of("Task")),
            Optional.of("@@ -2,1 +2,1 @@\n-select 1\n+select 2"),
            Optional.of(new ChangeObject.Drop(Optional.empty()))),
        new DropObject("OpenTask"),
        new RenameObject("OpenTask", "ActiveTask"));
  }

  /** Statements that state names in the database. */
  static List<PlanStatement> withNames() {
    return List.of(
        new AddEntity(
            new Entity(
                "Task",
                Optional.of("tasks"),
                List.of(POINTS.withColumn(Optional.of("p")), OWNER),
                Optional.of(new Key(List.of("points"))),
                List.of(),
                List.of())),
        new AddField(
            "Task",
            POINTS.withColumn(Optional.of("p")),
            AddField.Annotations.NONE,
            Optional.of(new PlanValue.Null())),
        new AddEnum(
            new EnumType(
                "Status",
                Optional.of("st"),
                List.of("Todo", "Done"),
                new TreeMap<>(Map.of("Todo", "to-do", "Done", "done")))),
        new AddEnumValue(
            "Status",
            "Doing",
            Optional.of("do-ing"),
            Optional.of(new AddEnumValue.Position(true, "Done"))),
        new RenameEntity("Task", "Ticket", Optional.of("tasks")),
        new RenameField("Task", "a", "b", Optional.of("c")),
        new RenameEnum("Status", "State", Optional.of("st")),
        new RenameEnumValue("Status", "Todo", "Open", Optional.of("to-do")),
        new AddSequence(new DeclaredSequence("Numbers", Optional.of("nums"), SequenceOptions.NONE)),
        new RenameSequence("Numbers", "InvoiceNumbers", Optional.of("numbers")));
  }

  /** Statements over keys, uniques, indexes, references and sequences with recorded names. */
  static List<PlanStatement> withRecordedNames() {
    Field owner = RecordedNames.withForeignKey(OWNER, Optional.of("fk"));
    Field number =
        new Field(
            "number",
            FieldType.of(Scalar.INT),
            false,
            Optional.of(new DefaultValue.OwnedSequence(Optional.of("seq"))));
    return List.of(
        new AddEntity(
            new Entity(
                "Task",
                List.of(number, owner),
                Optional.of(new Key(List.of("number"), Optional.of("pk"))),
                List.of(new Unique(List.of("owner")).withNamed(Optional.of("uq"))),
                List.of(new Index(List.of("owner")).withNamed(Optional.of("ix"))))),
        new AddField(
            "Task",
            owner,
            new AddField.Annotations(
                true,
                true,
                true,
                new AddField.GroupNames(Optional.of("pk"), Optional.of("uq"), Optional.of("ix"))),
            Optional.of(new PlanValue.Null())),
        new AddUnique("Task", new Unique(List.of("a")).withNamed(Optional.of("uq"))),
        new AddIndex("Task", new Index(List.of("a")).withNamed(Optional.of("ix"))),
        new AddKey("Task", new Key(List.of("a"), Optional.of("pk"))),
        new DropIndex("Task", new Index(List.of("a")).withNamed(Optional.of("ix"))),
        new RenameDependent(new Index(List.of("a")).element("Task"), "ix", "iy"),
        new RenameDependent(new Unique(List.of("a")).element("Task"), "uq", "ur"),
        new RenameDependent(SchemaElement.ownedSequence("Task", "number"), "seq", "serial"),
        new RenameDependent(SchemaElement.key("Task"), "pk", "key"),
        new ChangeField(
            "Task",
            STATUS,
            owner,
            Optional.of(new PlanValue.Sql("x")),
            Optional.of(new PlanValue.Null())));
  }

  static Plan plan(List<PlanStatement> statements) {
    return new Plan("0002_next", statements.stream().map(PlanLine::of).toList());
  }
}
