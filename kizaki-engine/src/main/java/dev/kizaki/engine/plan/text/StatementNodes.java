package dev.kizaki.engine.plan.text;

import static dev.kizaki.inspire.source.SourceSpan.NONE;

import dev.kizaki.engine.compile.StatedNames;
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
import dev.kizaki.engine.plan.Choice;
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
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanStatement;
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
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.BuiltInUser.ExistingColumn;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Extension;
import dev.kizaki.engine.shape.ExternalTable;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.ast.Assignment;
import dev.kizaki.inspire.ast.DatabaseNoun;
import dev.kizaki.inspire.ast.ExtensionDeclaration;
import dev.kizaki.inspire.ast.ExternalDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.FieldList;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.PlanItemNode;
import dev.kizaki.inspire.ast.ResolveBlock;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.StatementNode.Replacement;
import dev.kizaki.inspire.ast.TableColumn;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.ast.ValuePosition;
import java.util.List;
import java.util.Optional;

/** Statements as syntax tree nodes: the reverse of {@link StatementReader}. */
final class StatementNodes implements StatementVisitor<StatementNode> {
  private static final StatementNodes INSTANCE = new StatementNodes();

  private StatementNodes() {}

  static StatementNode of(PlanStatement statement) {
    return statement.accept(INSTANCE);
  }

  static PlanItemNode of(PlanItem item) {
    if (item instanceof PlanStatement statement) {
      return of(statement);
    }
    if (item instanceof Choice choice) {
      return new ResolveBlock(
          choice.either().stream().map(StatementNodes::of).toList(), all(choice.or()), NONE);
    }
    throw new IllegalArgumentException("unknown kind of plan item: " + item);
  }

  private static List<StatementNode> all(List<PlanStatement> statements) {
    return statements.stream().map(StatementNodes::of).toList();
  }

  @Override
  public StatementNode visitAddEntity(AddEntity add) {
    return new StatementNode.AddEntity(DeclarationNodes.entity(add.entity()), NONE);
  }

  @Override
  public StatementNode visitAddField(AddField add) {
    return new StatementNode.AddField(
        Name.of(add.entity()),
        DeclarationNodes.field(add.field(), add.annotations()),
        add.backfill().map(ValueNodes::of),
        NONE);
  }

  @Override
  public StatementNode visitAddEnum(AddEnum add) {
    return new StatementNode.AddEnum(DeclarationNodes.enumeration(add.enumType()), NONE);
  }

  @Override
  public StatementNode visitAddSequence(AddSequence add) {
    return new StatementNode.AddSequence(SequenceNodes.declaration(add.sequence()), NONE);
  }

  @Override
  public StatementNode visitAddObject(AddObject add) {
    return new StatementNode.AddObject(ObjectNodes.declaration(add.object()), NONE);
  }

  @Override
  public StatementNode visitChangeObject(ChangeObject change) {
    return new StatementNode.ChangeObject(change.madeAnew(), ObjectNodes.change(change), NONE);
  }

  @Override
  public StatementNode visitDropObject(DropObject drop) {
    return new StatementNode.DropObject(Name.of(drop.name()), NONE);
  }

  @Override
  public StatementNode visitRenameObject(RenameObject rename) {
    return new StatementNode.RenameObject(Name.of(rename.from()), Name.of(rename.to()), NONE);
  }

  @Override
  public StatementNode visitAddEnumValue(AddEnumValue add) {
    return new StatementNode.AddEnumValue(
        FieldPath.of(add.enumName(), add.value()),
        DeclarationNodes.stated(StatedNames.LABEL, add.label()),
        add.position()
            .map(
                at ->
                    new ValuePosition(
                        at.before(), FieldPath.of(add.enumName(), at.neighbour()), NONE)),
        NONE);
  }

  @Override
  public StatementNode visitAddUnique(AddUnique add) {
    return new StatementNode.AddUnique(fields(add.entity(), add.unique()), NONE);
  }

  @Override
  public StatementNode visitAddIndex(AddIndex add) {
    return new StatementNode.AddIndex(fields(add.entity(), add.index()), NONE);
  }

  @Override
  public StatementNode visitAddKey(AddKey add) {
    return new StatementNode.AddKey(fields(add.entity(), add.key()), NONE);
  }

  @Override
  public StatementNode visitAddCheck(AddCheck add) {
    return new StatementNode.AddCheck(Name.of(add.entity()), CheckNodes.of(add.check()), NONE);
  }

  @Override
  public StatementNode visitDropCheck(DropCheck drop) {
    return new StatementNode.DropCheck(Name.of(drop.entity()), CheckNodes.of(drop.check()), NONE);
  }

  @Override
  public StatementNode visitChangeCheck(ChangeCheck change) {
    return new StatementNode.ChangeCheck(
        Name.of(change.entity()),
        CheckNodes.of(change.before()),
        CheckNodes.of(change.after()),
        NONE);
  }

  @Override
  public StatementNode visitAddReference(AddReference add) {
    return new StatementNode.AddReference(ReferenceNodes.term(add.entity(), add.reference()), NONE);
  }

  @Override
  public StatementNode visitDropReference(DropReference drop) {
    return new StatementNode.DropReference(
        ReferenceNodes.term(drop.entity(), drop.reference()), NONE);
  }

  @Override
  public StatementNode visitChangeReference(ChangeReference change) {
    return new StatementNode.ChangeReference(
        ReferenceNodes.term(change.entity(), change.before()),
        ReferenceNodes.term(change.entity(), change.after()),
        NONE);
  }

  @Override
  public StatementNode visitAddSystemEntity(AddSystemEntity add) {
    SystemEntity entity = add.systemEntity();
    if (entity instanceof Extension extension) {
      return new StatementNode.AddExtension(extension(extension), NONE);
    }
    if (entity instanceof ExternalTable external) {
      return new StatementNode.AddExternal(external(external), NONE);
    }
    BuiltInUser user = (BuiltInUser) entity;
    return new StatementNode.AddSystemEntity(
        Name.of(user.name()), user.from().map(StatementNodes::column), NONE);
  }

  static ExtensionDeclaration extension(Extension extension) {
    return new ExtensionDeclaration(extension.extension(), NONE);
  }

  static ExternalDeclaration external(ExternalTable external) {
    return new ExternalDeclaration(
        Name.of(external.name()),
        ValueNodes.text(external.schema()),
        ValueNodes.text(external.tableName()),
        external.columns().stream()
            .map(
                each ->
                    new ExternalDeclaration.TypedColumn(
                        ValueNodes.text(each.name()), DeclarationNodes.type(each.type(), false)))
            .toList(),
        NONE);
  }

  private static TableColumn column(ExistingColumn column) {
    return new TableColumn(
        ValueNodes.text(column.schema()),
        ValueNodes.text(column.table()),
        ValueNodes.text(column.column()),
        DeclarationNodes.type(column.type(), false),
        NONE);
  }

  @Override
  public StatementNode visitDropEntity(DropEntity drop) {
    return new StatementNode.DropEntity(Name.of(drop.entity()), NONE);
  }

  @Override
  public StatementNode visitDropField(DropField drop) {
    return new StatementNode.DropField(
        FieldPath.of(drop.entity(), drop.field()), drop.keep().map(ValueNodes::of), NONE);
  }

  @Override
  public StatementNode visitDropEnum(DropEnum drop) {
    return new StatementNode.DropEnum(Name.of(drop.enumName()), NONE);
  }

  @Override
  public StatementNode visitDropSequence(DropSequence drop) {
    return new StatementNode.DropSequence(Name.of(drop.name()), NONE);
  }

  @Override
  public StatementNode visitDropEnumValue(DropEnumValue drop) {
    return new StatementNode.DropEnumValue(
        FieldPath.of(drop.enumName(), drop.value()), replacement(drop), NONE);
  }

  private static Replacement replacement(DropEnumValue drop) {
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      return new Replacement.Other(FieldPath.of(drop.enumName(), other.value()));
    }
    if (drop.replacement() instanceof DropEnumValue.None) {
      return new Replacement.None();
    }
    if (drop.replacement() instanceof DropEnumValue.Unresolved) {
      return new Replacement.Unresolved(NONE);
    }
    throw new IllegalArgumentException("unknown kind of replacement: " + drop.replacement());
  }

  @Override
  public StatementNode visitDropUnique(DropUnique drop) {
    return new StatementNode.DropUnique(fields(drop.entity(), drop.unique()), NONE);
  }

  @Override
  public StatementNode visitDropIndex(DropIndex drop) {
    return new StatementNode.DropIndex(fields(drop.entity(), drop.index()), NONE);
  }

  @Override
  public StatementNode visitDropKey(DropKey drop) {
    return new StatementNode.DropKey(Name.of(drop.entity()), NONE);
  }

  @Override
  public StatementNode visitRenameEntity(RenameEntity rename) {
    return new StatementNode.RenameEntity(
        Name.of(rename.from()),
        Name.of(rename.to()),
        DeclarationNodes.stated(StatedNames.TABLE, rename.kept()),
        NONE);
  }

  @Override
  public StatementNode visitRenameField(RenameField rename) {
    return new StatementNode.RenameField(
        FieldPath.of(rename.entity(), rename.from()),
        FieldPath.of(rename.entity(), rename.to()),
        DeclarationNodes.stated(StatedNames.COLUMN, rename.kept()),
        NONE);
  }

  @Override
  public StatementNode visitRenameEnum(RenameEnum rename) {
    return new StatementNode.RenameEnum(
        Name.of(rename.from()),
        Name.of(rename.to()),
        DeclarationNodes.stated(StatedNames.TYPE, rename.kept()),
        NONE);
  }

  @Override
  public StatementNode visitRenameSequence(RenameSequence rename) {
    return new StatementNode.RenameSequence(
        Name.of(rename.from()),
        Name.of(rename.to()),
        DeclarationNodes.stated(StatedNames.SEQUENCE, rename.kept()),
        NONE);
  }

  @Override
  public StatementNode visitRenameEnumValue(RenameEnumValue rename) {
    return new StatementNode.RenameEnumValue(
        FieldPath.of(rename.enumName(), rename.from()),
        FieldPath.of(rename.enumName(), rename.to()),
        DeclarationNodes.stated(StatedNames.LABEL, rename.kept()),
        NONE);
  }

  @Override
  public StatementNode visitRenameInDatabase(RenameInDatabase rename) {
    NamedElement element = rename.element();
    NamedElement root = element.root();
    DatabaseNoun noun =
        switch (element.kind()) {
          case ENTITY -> DatabaseNoun.TABLE;
          case FIELD -> DatabaseNoun.COLUMN;
          case ENUM -> DatabaseNoun.TYPE;
          case SEQUENCE -> DatabaseNoun.SEQUENCE;
          case OBJECT -> throw new IllegalArgumentException("an object has no name of its own");
          case VALUE -> DatabaseNoun.LABEL;
        };
    return new StatementNode.RenameInDatabase(
        noun,
        Name.of(root.name()),
        element.equals(root) ? Optional.empty() : Optional.of(Name.of(element.name())),
        ValueNodes.text(rename.from()),
        ValueNodes.text(rename.to()),
        NONE);
  }

  @Override
  public StatementNode visitRenameDependent(RenameDependent rename) {
    SchemaElement element = rename.element();
    if (element instanceof SchemaElement.UniqueElement unique) {
      return renamedGroup(DatabaseNoun.UNIQUE, unique.unique(), rename);
    }
    if (element instanceof SchemaElement.IndexElement index) {
      return renamedGroup(DatabaseNoun.INDEX, index.index(), rename);
    }
    if (element instanceof SchemaElement.CheckElement check) {
      return new StatementNode.RenameCheckInDatabase(
          Name.of(rename.entity()),
          CheckNodes.of(new Check(check.expression())),
          ValueNodes.text(rename.from()),
          ValueNodes.text(rename.to()),
          NONE);
    }
    if (element instanceof SchemaElement.ReferenceElement reference) {
      return new StatementNode.RenameReferenceInDatabase(
          ReferenceNodes.term(rename.entity(), reference.reference()),
          ValueNodes.text(rename.from()),
          ValueNodes.text(rename.to()),
          NONE);
    }
    if (element instanceof SchemaElement.ForeignKeyElement reference) {
      return renamed(DatabaseNoun.REFERENCE, Optional.of(reference.field()), rename);
    }
    if (element instanceof SchemaElement.OwnedSequenceElement sequence) {
      return renamed(DatabaseNoun.SEQUENCE, Optional.of(sequence.field()), rename);
    }
    return renamed(DatabaseNoun.KEY, Optional.empty(), rename);
  }

  private static StatementNode renamedGroup(
      DatabaseNoun noun, FieldGroup group, RenameDependent rename) {
    return new StatementNode.RenameGroupInDatabase(
        noun,
        fields(rename.entity(), group),
        ValueNodes.text(rename.from()),
        ValueNodes.text(rename.to()),
        NONE);
  }

  private static StatementNode renamed(
      DatabaseNoun noun, Optional<String> field, RenameDependent rename) {
    return new StatementNode.RenameInDatabase(
        noun,
        Name.of(rename.entity()),
        field.map(Name::of),
        ValueNodes.text(rename.from()),
        ValueNodes.text(rename.to()),
        NONE);
  }

  @Override
  public StatementNode visitChangeField(ChangeField change) {
    return new StatementNode.ChangeField(
        Name.of(change.entity()),
        withoutGroups(change.before()),
        withoutGroups(change.after()),
        change.using().map(ValueNodes::of),
        change.backfill().map(ValueNodes::of),
        change.back().map(ValueNodes::sql),
        NONE);
  }

  private static FieldDeclaration withoutGroups(Field field) {
    return DeclarationNodes.field(field, AddField.Annotations.NONE);
  }

  @Override
  public StatementNode visitReorderEnum(ReorderEnum reorder) {
    return new StatementNode.ReorderEnum(DeclarationNodes.enumeration(reorder.order()), NONE);
  }

  @Override
  public StatementNode visitChangeSequence(ChangeSequence change) {
    return new StatementNode.ChangeSequence(
        Name.of(change.name()),
        SequenceNodes.options(change.before()),
        SequenceNodes.options(change.after()),
        NONE);
  }

  @Override
  public StatementNode visitUpdateRows(UpdateRows update) {
    List<Assignment> assignments =
        update.assignments().stream()
            .map(each -> new Assignment(Name.of(each.field()), ValueNodes.of(each.value()), NONE))
            .toList();
    return new StatementNode.UpdateRows(
        update.first(),
        Name.of(update.entity()),
        assignments,
        update.where().map(ValueNodes::sql),
        NONE);
  }

  @Override
  public StatementNode visitRunSql(RunSql run) {
    return new StatementNode.RunSql(run.first(), ValueNodes.sql(run.sql()), NONE);
  }

  private static FieldList fields(String entity, FieldGroup group) {
    return new FieldList(
        Name.of(entity),
        GroupNodes.elements(group),
        GroupNodes.options(group),
        group.named().map(name -> new Value.Text(name, NONE)),
        NONE);
  }
}
