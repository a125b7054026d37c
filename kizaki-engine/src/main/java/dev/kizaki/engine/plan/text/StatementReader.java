package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.compile.ExternalReader;
import dev.kizaki.engine.compile.GroupValues;
import dev.kizaki.engine.compile.LiteralReader;
import dev.kizaki.engine.compile.ReferenceValues;
import dev.kizaki.engine.compile.SequenceOptionReader;
import dev.kizaki.engine.compile.StatedNames;
import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.ChangeField;
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
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.inspire.ast.Assignment;
import dev.kizaki.inspire.ast.DatabaseNoun;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.EnumValue;
import dev.kizaki.inspire.ast.FieldList;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.ReferenceTerm;
import dev.kizaki.inspire.ast.SequenceDeclaration;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.StatementNodeVisitor;
import dev.kizaki.inspire.ast.TableColumn;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes statements of syntax tree nodes. The result is empty if a problem was reported. */
final class StatementReader implements StatementNodeVisitor<Optional<PlanStatement>> {
  private final Consumer<Diagnostic> problems;
  private final PlanValues values;
  private final PlanFields fields;
  private final StatedNames names;

  StatementReader(Consumer<Diagnostic> problems) {
    this.problems = problems;
    this.values = new PlanValues(problems);
    this.fields = new PlanFields(problems, values);
    this.names = new StatedNames(problems);
  }

  @Override
  public Optional<PlanStatement> visitAddEntity(StatementNode.AddEntity node) {
    return fields.entity(node.entity()).map(AddEntity::new);
  }

  @Override
  public Optional<PlanStatement> visitAddField(StatementNode.AddField node) {
    Optional<Field> field = fields.field(node.field());
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Optional<PlanValue> backfill =
        node.backfill().flatMap(value -> values.read(value, field.get().type()));
    return complete(node.backfill(), backfill)
        ? Optional.of(
            new AddField(
                node.entity().text(), field.get(), fields.annotations(node.field()), backfill))
        : Optional.empty();
  }

  @Override
  public Optional<PlanStatement> visitAddEnum(StatementNode.AddEnum node) {
    return enumType(node.declaration()).map(AddEnum::new);
  }

  @Override
  public Optional<PlanStatement> visitAddSequence(StatementNode.AddSequence node) {
    SequenceDeclaration declaration = node.declaration();
    return options(declaration.options())
        .map(
            options ->
                new AddSequence(
                    new DeclaredSequence(
                        declaration.name().text(),
                        names.name(declaration.annotations()),
                        options)));
  }

  @Override
  public Optional<PlanStatement> visitAddObject(StatementNode.AddObject node) {
    return Optional.of(ObjectNodes.added(node.declaration()));
  }

  @Override
  public Optional<PlanStatement> visitChangeObject(StatementNode.ChangeObject node) {
    return Optional.of(ObjectNodes.changed(node.change(), node.madeAnew()));
  }

  @Override
  public Optional<PlanStatement> visitDropObject(StatementNode.DropObject node) {
    return Optional.of(new DropObject(node.name().text()));
  }

  @Override
  public Optional<PlanStatement> visitRenameObject(StatementNode.RenameObject node) {
    return Optional.of(new RenameObject(node.from().text(), node.to().text()));
  }

  @Override
  public Optional<PlanStatement> visitAddEnumValue(StatementNode.AddEnumValue node) {
    Optional<AddEnumValue.Position> position =
        node.position()
            .map(at -> new AddEnumValue.Position(at.before(), at.neighbour().member().text()));
    boolean sameEnum =
        node.position().map(at -> isOf(node.value().owner(), at.neighbour().owner())).orElse(true);
    return sameEnum
        ? Optional.of(
            new AddEnumValue(
                node.value().owner().text(),
                node.value().member().text(),
                names.label(node.annotations()),
                position))
        : Optional.empty();
  }

  @Override
  public Optional<PlanStatement> visitAddUnique(StatementNode.AddUnique node) {
    return group(node.fields())
        .map(values -> new AddUnique(entity(node.fields()), values.unique()));
  }

  @Override
  public Optional<PlanStatement> visitAddIndex(StatementNode.AddIndex node) {
    return group(node.fields()).map(values -> new AddIndex(entity(node.fields()), values.index()));
  }

  @Override
  public Optional<PlanStatement> visitAddKey(StatementNode.AddKey node) {
    return group(node.fields()).map(values -> new AddKey(entity(node.fields()), values.key()));
  }

  @Override
  public Optional<PlanStatement> visitAddCheck(StatementNode.AddCheck node) {
    return fields.check(node.check()).map(check -> new AddCheck(node.entity().text(), check));
  }

  @Override
  public Optional<PlanStatement> visitDropCheck(StatementNode.DropCheck node) {
    return fields.check(node.check()).map(check -> new DropCheck(node.entity().text(), check));
  }

  @Override
  public Optional<PlanStatement> visitChangeCheck(StatementNode.ChangeCheck node) {
    Optional<Check> before = fields.check(node.before());
    Optional<Check> after = fields.check(node.after());
    return before.isPresent() && after.isPresent()
        ? Optional.of(new ChangeCheck(node.entity().text(), before.get(), after.get()))
        : Optional.empty();
  }

  @Override
  public Optional<PlanStatement> visitAddReference(StatementNode.AddReference node) {
    return reference(node.reference())
        .map(reference -> new AddReference(node.reference().entity().text(), reference));
  }

  @Override
  public Optional<PlanStatement> visitDropReference(StatementNode.DropReference node) {
    return reference(node.reference())
        .map(reference -> new DropReference(node.reference().entity().text(), reference));
  }

  @Override
  public Optional<PlanStatement> visitChangeReference(StatementNode.ChangeReference node) {
    Name owner = node.before().entity();
    Optional<EntityReference> before = reference(node.before());
    Optional<EntityReference> after = reference(node.after());
    if (before.isEmpty() || after.isEmpty() || !isOf(owner, node.after().entity())) {
      return Optional.empty();
    }
    if (!RecordedNames.open(before.get()).equals(before.get())
        || !RecordedNames.open(after.get()).equals(after.get())) {
      return refuse(
          node.after().span(),
          "a change keeps the name of a reference; delete named, and write rename reference for"
              + " another name");
    }
    return before.get().hasEndsOf(after.get())
        ? Optional.of(new ChangeReference(owner.text(), before.get(), after.get()))
        : refuse(
            node.after().span(),
            "only the options of a reference can be changed; for other fields or another target"
                + " write drop reference and add reference");
  }

  private Optional<EntityReference> reference(ReferenceTerm term) {
    return new ReferenceValues(DiagnosticCode.PLAN_VALUE, problems)
        .read(term.arrow(), term.options());
  }

  @Override
  public Optional<PlanStatement> visitAddSystemEntity(StatementNode.AddSystemEntity node) {
    if (!node.name().text().equals(BuiltInUser.NAME)) {
      return refuse(node.name().span(), "the only system entity is %s".formatted(BuiltInUser.NAME));
    }
    Optional<BuiltInUser.ExistingColumn> from = node.from().flatMap(this::column);
    return node.from().isPresent() == from.isPresent()
        ? Optional.of(new AddSystemEntity(new BuiltInUser(from)))
        : Optional.empty();
  }

  @Override
  public Optional<PlanStatement> visitAddExternal(StatementNode.AddExternal node) {
    return externals().external(node.declaration()).map(AddSystemEntity::new);
  }

  @Override
  public Optional<PlanStatement> visitAddExtension(StatementNode.AddExtension node) {
    return externals().extension(node.declaration()).map(AddSystemEntity::new);
  }

  @Override
  public Optional<PlanStatement> visitDropEntity(StatementNode.DropEntity node) {
    return Optional.of(new DropEntity(node.entity().text()));
  }

  @Override
  public Optional<PlanStatement> visitDropField(StatementNode.DropField node) {
    Optional<PlanValue.Literal> keep =
        node.keep().flatMap(LiteralReader::literal).map(PlanValue.Literal::new);
    if (keep.isEmpty() && node.keep().isPresent()) {
      return refuse(node.keep().get().span(), "keep takes a literal of the field's type");
    }
    return Optional.of(
        new DropField(node.field().owner().text(), node.field().member().text(), keep));
  }

  @Override
  public Optional<PlanStatement> visitDropEnum(StatementNode.DropEnum node) {
    return Optional.of(new DropEnum(node.name().text()));
  }

  @Override
  public Optional<PlanStatement> visitDropSequence(StatementNode.DropSequence node) {
    return Optional.of(new DropSequence(node.name().text()));
  }

  @Override
  public Optional<PlanStatement> visitDropEnumValue(StatementNode.DropEnumValue node) {
    String enumName = node.value().owner().text();
    String value = node.value().member().text();
    if (node.replacement() instanceof StatementNode.Replacement.Other other) {
      return isOf(node.value().owner(), other.value().owner())
          ? Optional.of(
              new DropEnumValue(
                  enumName, value, new DropEnumValue.Other(other.value().member().text())))
          : Optional.empty();
    }
    return Optional.of(
        new DropEnumValue(
            enumName,
            value,
            node.replacement() instanceof StatementNode.Replacement.None
                ? new DropEnumValue.None()
                : new DropEnumValue.Unresolved()));
  }

  @Override
  public Optional<PlanStatement> visitDropUnique(StatementNode.DropUnique node) {
    return group(node.fields())
        .map(values -> new DropUnique(entity(node.fields()), values.unique()));
  }

  @Override
  public Optional<PlanStatement> visitDropIndex(StatementNode.DropIndex node) {
    return group(node.fields()).map(values -> new DropIndex(entity(node.fields()), values.index()));
  }

  @Override
  public Optional<PlanStatement> visitDropKey(StatementNode.DropKey node) {
    return Optional.of(new DropKey(node.entity().text()));
  }

  @Override
  public Optional<PlanStatement> visitRenameEntity(StatementNode.RenameEntity node) {
    return Optional.of(
        new RenameEntity(node.from().text(), node.to().text(), names.name(node.annotations())));
  }

  @Override
  public Optional<PlanStatement> visitRenameField(StatementNode.RenameField node) {
    return isOf(node.from().owner(), node.to().owner())
        ? Optional.of(
            new RenameField(
                node.from().owner().text(),
                node.from().member().text(),
                node.to().member().text(),
                names.name(node.annotations())))
        : Optional.empty();
  }

  @Override
  public Optional<PlanStatement> visitRenameEnum(StatementNode.RenameEnum node) {
    return Optional.of(
        new RenameEnum(node.from().text(), node.to().text(), names.name(node.annotations())));
  }

  @Override
  public Optional<PlanStatement> visitRenameSequence(StatementNode.RenameSequence node) {
    return Optional.of(
        new RenameSequence(node.from().text(), node.to().text(), names.name(node.annotations())));
  }

  @Override
  public Optional<PlanStatement> visitRenameEnumValue(StatementNode.RenameEnumValue node) {
    return isOf(node.from().owner(), node.to().owner())
        ? Optional.of(
            new RenameEnumValue(
                node.from().owner().text(),
                node.from().member().text(),
                node.to().member().text(),
                names.label(node.annotations())))
        : Optional.empty();
  }

  @Override
  public Optional<PlanStatement> visitRenameInDatabase(StatementNode.RenameInDatabase node) {
    String owner = node.owner().text();
    String member = node.member().map(Name::text).orElse("");
    boolean label = node.noun() == DatabaseNoun.LABEL;
    names.check(node.from(), label);
    names.check(node.to(), label);
    String from = node.from().text();
    String to = node.to().text();
    return Optional.of(
        switch (node.noun()) {
          case TABLE -> new RenameInDatabase(SchemaElement.entity(owner), from, to);
          case TYPE -> new RenameInDatabase(SchemaElement.enumType(owner), from, to);
          case COLUMN -> new RenameInDatabase(SchemaElement.field(owner, member), from, to);
          case LABEL -> new RenameInDatabase(SchemaElement.value(owner, member), from, to);
          case REFERENCE -> new RenameDependent(SchemaElement.foreignKey(owner, member), from, to);
          case SEQUENCE ->
              node.member().isPresent()
                  ? new RenameDependent(SchemaElement.ownedSequence(owner, member), from, to)
                  : new RenameInDatabase(SchemaElement.sequence(owner), from, to);
          case KEY -> new RenameDependent(SchemaElement.key(owner), from, to);
          case UNIQUE, INDEX ->
              throw new IllegalStateException("%s has a list of fields".formatted(node.noun()));
        });
  }

  @Override
  public Optional<PlanStatement> visitRenameGroupInDatabase(
      StatementNode.RenameGroupInDatabase node) {
    names.check(node.from(), false);
    names.check(node.to(), false);
    String entity = entity(node.fields());
    return group(node.fields())
        .map(
            values ->
                new RenameDependent(
                    node.noun() == DatabaseNoun.UNIQUE
                        ? values.unique().element(entity)
                        : values.index().element(entity),
                    node.from().text(),
                    node.to().text()));
  }

  @Override
  public Optional<PlanStatement> visitChangeField(StatementNode.ChangeField node) {
    Optional<Field> before = fields.field(node.before());
    Optional<Field> after = fields.field(node.after());
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    if (!keepsNames(node, before.get(), after.get())) {
      return Optional.empty();
    }
    FieldType type = after.get().type();
    Optional<PlanValue> using = node.using().flatMap(value -> values.read(value, type));
    Optional<PlanValue> backfill = node.backfill().flatMap(value -> values.read(value, type));
    Optional<String> back = node.back().flatMap(values::expression);
    return complete(node.using(), using)
            && complete(node.backfill(), backfill)
            && back.isPresent() == node.back().isPresent()
        ? Optional.of(
            new ChangeField(node.entity().text(), before.get(), after.get(), using, backfill, back))
        : Optional.empty();
  }

  @Override
  public Optional<PlanStatement> visitRenameCheckInDatabase(
      StatementNode.RenameCheckInDatabase node) {
    names.check(node.from(), false);
    names.check(node.to(), false);
    return fields
        .check(node.check())
        .map(
            check ->
                new RenameDependent(
                    SchemaElement.check(node.entity().text(), check),
                    node.from().text(),
                    node.to().text()));
  }

  @Override
  public Optional<PlanStatement> visitRenameReferenceInDatabase(
      StatementNode.RenameReferenceInDatabase node) {
    names.check(node.from(), false);
    names.check(node.to(), false);
    String entity = node.reference().entity().text();
    return reference(node.reference())
        .map(
            reference ->
                new RenameDependent(
                    reference.withOptions(ReferenceOptions.NONE).element(entity),
                    node.from().text(),
                    node.to().text()));
  }

  /** A change keeps the names of a foreign key and of a sequence that stay. */
  private boolean keepsNames(StatementNode.ChangeField node, Field before, Field after) {
    Field named = RecordedNames.changed(before, after);
    if (RecordedNames.open(before).equals(before) && named.equals(after)) {
      return true;
    }
    String noun =
        after.reference().isPresent() || before.reference().isPresent() ? "reference" : "sequence";
    refuse(
        node.span(),
        "a change keeps the name of a %1$s; delete named, and write rename %1$s %2$s.%3$s \"old\" -> \"new\" for another name"
            .formatted(noun, node.entity().text(), after.name()));
    return false;
  }

  @Override
  public Optional<PlanStatement> visitReorderEnum(StatementNode.ReorderEnum node) {
    return enumType(node.order()).map(ReorderEnum::new);
  }

  @Override
  public Optional<PlanStatement> visitChangeSequence(StatementNode.ChangeSequence node) {
    Optional<SequenceOptions> before = options(node.before());
    Optional<SequenceOptions> after = options(node.after());
    return before.flatMap(
        from -> after.map(to -> new ChangeSequence(node.name().text(), from, to)));
  }

  private Optional<SequenceOptions> options(List<Value.Option> written) {
    return SequenceOptionReader.read(
        written, DeclaredSequence.USUAL_TYPE, DiagnosticCode.PLAN_VALUE, problems);
  }

  @Override
  public Optional<PlanStatement> visitUpdateRows(StatementNode.UpdateRows node) {
    List<UpdateRows.Assignment> assignments = new ArrayList<>();
    for (Assignment each : node.assignments()) {
      values
          .assigned(each.value())
          .ifPresent(
              value -> assignments.add(new UpdateRows.Assignment(each.field().text(), value)));
    }
    Optional<String> where = node.where().flatMap(values::expression);
    boolean sound =
        assignments.size() == node.assignments().size()
            && where.isPresent() == node.where().isPresent();
    return sound
        ? Optional.of(new UpdateRows(node.first(), node.entity().text(), assignments, where))
        : Optional.empty();
  }

  @Override
  public Optional<PlanStatement> visitRunSql(StatementNode.RunSql node) {
    return values.statement(node.sql()).map(sql -> new RunSql(node.first(), sql));
  }

  /** Whether the value was read if there is one. */
  private static boolean complete(Optional<Value> written, Optional<PlanValue> read) {
    return written.isPresent() == read.isPresent();
  }

  private Optional<EnumType> enumType(EnumDeclaration declaration) {
    Set<String> values = new HashSet<>();
    SortedMap<String, String> labels = new TreeMap<>();
    for (EnumValue value : declaration.values()) {
      String name = value.name().text();
      if (!values.add(name)) {
        return refuse(value.span(), "the value %s is listed twice".formatted(name));
      }
      names.label(value.annotations()).ifPresent(label -> labels.put(name, label));
    }
    return values.isEmpty()
        ? refuse(declaration.name().span(), "%s has no values".formatted(declaration.name().text()))
        : Optional.of(
            new EnumType(
                declaration.name().text(),
                names.name(declaration.annotations()),
                declaration.values().stream().map(value -> value.name().text()).toList(),
                labels));
  }

  private Optional<GroupValues> group(FieldList list) {
    GroupValues values = GroupValues.of(list);
    names.checked(list.named());
    Set<String> seen = new HashSet<>();
    for (Name field : Stream.concat(values.names().stream(), values.include().stream()).toList()) {
      if (!seen.add(field.text())) {
        return refuse(field.span(), "the field %s is listed twice".formatted(field.text()));
      }
    }
    if (values.isEmpty()) {
      return refuse(list.span(), "the list of fields is empty");
    }
    return values.expressions().stream().allMatch(sql -> this.values.expression(sql).isPresent())
        ? Optional.of(values)
        : Optional.empty();
  }

  private static String entity(FieldList list) {
    return list.entity().text();
  }

  /** Checks that both names of a statement have the same owner. */
  private boolean isOf(Name owner, Name other) {
    if (owner.text().equals(other.text())) {
      return true;
    }
    refuse(
        other.span(),
        "both names must belong to %s, and this one belongs to %s"
            .formatted(owner.text(), other.text()));
    return false;
  }

  private Optional<BuiltInUser.ExistingColumn> column(TableColumn node) {
    return externals().column(node);
  }

  private ExternalReader externals() {
    return new ExternalReader(DiagnosticCode.PLAN_VALUE, problems);
  }

  private <T> Optional<T> refuse(SourceSpan span, String message) {
    problems.accept(Diagnostic.error(DiagnosticCode.PLAN_VALUE, span, message));
    return Optional.empty();
  }
}
