package dev.kizaki.inspire.format;

import dev.kizaki.inspire.ast.Assignment;
import dev.kizaki.inspire.ast.CheckNode;
import dev.kizaki.inspire.ast.FieldList;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.PlanItemNode;
import dev.kizaki.inspire.ast.ReferenceTerm;
import dev.kizaki.inspire.ast.ResolveBlock;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.StatementNode.Replacement;
import dev.kizaki.inspire.ast.StatementNodeVisitor;
import dev.kizaki.inspire.ast.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints the statements and questions of plans. */
final class StatementFormatter implements StatementNodeVisitor<String> {
  private final ValueFormatter values;
  private final DeclarationFormatter declarations;

  StatementFormatter(ValueFormatter values, DeclarationFormatter declarations) {
    this.values = values;
    this.declarations = declarations;
  }

  String format(PlanItemNode item) {
    if (item instanceof StatementNode statement) {
      return statement.accept(this);
    }
    if (item instanceof ResolveBlock block) {
      return "[RESOLVE] either {\n" + lines(block.either()) + "} or {\n" + lines(block.or()) + "}";
    }
    throw new IllegalArgumentException("unknown kind of plan item: " + item);
  }

  private String lines(List<? extends PlanItemNode> items) {
    return items.stream()
        .map(item -> Indentation.deeper(format(item)))
        .collect(Collectors.joining());
  }

  @Override
  public String visitAddEntity(StatementNode.AddEntity statement) {
    return "add " + declarations.entity(statement.entity());
  }

  @Override
  public String visitAddField(StatementNode.AddField statement) {
    return "add "
        + statement.entity().text()
        + "."
        + declarations.field(statement.field())
        + clause("backfill", statement.backfill());
  }

  @Override
  public String visitAddEnum(StatementNode.AddEnum statement) {
    return "add " + declarations.enumeration(statement.declaration());
  }

  @Override
  public String visitAddSequence(StatementNode.AddSequence statement) {
    return "add " + declarations.sequence(statement.declaration());
  }

  @Override
  public String visitAddEnumValue(StatementNode.AddEnumValue statement) {
    String position =
        statement
            .position()
            .map(place -> (place.before() ? " before " : " after ") + path(place.neighbour()))
            .orElse("");
    return "add value "
        + path(statement.value())
        + declarations.annotations(statement.annotations())
        + position;
  }

  @Override
  public String visitAddUnique(StatementNode.AddUnique statement) {
    return "add unique " + fields(statement.fields());
  }

  @Override
  public String visitAddIndex(StatementNode.AddIndex statement) {
    return "add index " + fields(statement.fields());
  }

  @Override
  public String visitAddKey(StatementNode.AddKey statement) {
    return "add key " + fields(statement.fields());
  }

  @Override
  public String visitAddCheck(StatementNode.AddCheck statement) {
    return "add check " + statement.entity().text() + "(" + check(statement.check()) + ")";
  }

  @Override
  public String visitAddReference(StatementNode.AddReference statement) {
    return "add reference " + reference(statement.reference());
  }

  @Override
  public String visitDropReference(StatementNode.DropReference statement) {
    return "drop reference " + reference(statement.reference());
  }

  @Override
  public String visitChangeReference(StatementNode.ChangeReference statement) {
    return "change reference "
        + reference(statement.before())
        + " -> "
        + reference(statement.after());
  }

  @Override
  public String visitAddSystemEntity(StatementNode.AddSystemEntity statement) {
    return "add system "
        + statement.name().text()
        + statement.from().map(column -> " from " + declarations.column(column)).orElse("");
  }

  @Override
  public String visitAddExternal(StatementNode.AddExternal statement) {
    return "add " + declarations.external(statement.declaration());
  }

  @Override
  public String visitAddExtension(StatementNode.AddExtension statement) {
    return "add " + DeclarationFormatter.extension(statement.declaration());
  }

  @Override
  public String visitAddObject(StatementNode.AddObject statement) {
    return "add " + ObjectFormatter.declaration(statement.declaration());
  }

  @Override
  public String visitDropEntity(StatementNode.DropEntity statement) {
    return "drop entity " + statement.entity().text();
  }

  @Override
  public String visitDropField(StatementNode.DropField statement) {
    return "drop " + path(statement.field()) + clause("keep", statement.keep());
  }

  @Override
  public String visitDropEnum(StatementNode.DropEnum statement) {
    return "drop enum " + statement.name().text();
  }

  @Override
  public String visitDropSequence(StatementNode.DropSequence statement) {
    return "drop sequence " + statement.name().text();
  }

  @Override
  public String visitDropObject(StatementNode.DropObject statement) {
    return "drop object " + statement.name().text();
  }

  @Override
  public String visitDropEnumValue(StatementNode.DropEnumValue statement) {
    return "drop value " + path(statement.value()) + " -> " + replacement(statement.replacement());
  }

  @Override
  public String visitDropUnique(StatementNode.DropUnique statement) {
    return "drop unique " + fields(statement.fields());
  }

  @Override
  public String visitDropIndex(StatementNode.DropIndex statement) {
    return "drop index " + fields(statement.fields());
  }

  @Override
  public String visitDropKey(StatementNode.DropKey statement) {
    return "drop key " + statement.entity().text();
  }

  @Override
  public String visitDropCheck(StatementNode.DropCheck statement) {
    return "drop check " + statement.entity().text() + "(" + check(statement.check()) + ")";
  }

  @Override
  public String visitRenameEntity(StatementNode.RenameEntity statement) {
    return "rename entity "
        + statement.from().text()
        + " -> "
        + statement.to().text()
        + declarations.annotations(statement.annotations());
  }

  @Override
  public String visitRenameField(StatementNode.RenameField statement) {
    return "rename "
        + path(statement.from())
        + " -> "
        + path(statement.to())
        + declarations.annotations(statement.annotations());
  }

  @Override
  public String visitRenameEnum(StatementNode.RenameEnum statement) {
    return "rename enum "
        + statement.from().text()
        + " -> "
        + statement.to().text()
        + declarations.annotations(statement.annotations());
  }

  @Override
  public String visitRenameSequence(StatementNode.RenameSequence statement) {
    return "rename sequence "
        + statement.from().text()
        + " -> "
        + statement.to().text()
        + declarations.annotations(statement.annotations());
  }

  @Override
  public String visitRenameObject(StatementNode.RenameObject statement) {
    return "rename object " + statement.from().text() + " -> " + statement.to().text();
  }

  @Override
  public String visitRenameEnumValue(StatementNode.RenameEnumValue statement) {
    return "rename value "
        + path(statement.from())
        + " -> "
        + path(statement.to())
        + declarations.annotations(statement.annotations());
  }

  @Override
  public String visitRenameInDatabase(StatementNode.RenameInDatabase statement) {
    return "rename "
        + statement.noun().word()
        + " "
        + statement.owner().text()
        + statement.member().map(member -> "." + member.text()).orElse("")
        + " "
        + values.format(statement.from())
        + " -> "
        + values.format(statement.to());
  }

  @Override
  public String visitRenameGroupInDatabase(StatementNode.RenameGroupInDatabase statement) {
    return "rename "
        + statement.noun().word()
        + " "
        + fields(statement.fields())
        + " "
        + values.format(statement.from())
        + " -> "
        + values.format(statement.to());
  }

  @Override
  public String visitRenameCheckInDatabase(StatementNode.RenameCheckInDatabase statement) {
    return "rename check "
        + statement.entity().text()
        + "("
        + check(statement.check())
        + ") "
        + values.format(statement.from())
        + " -> "
        + values.format(statement.to());
  }

  @Override
  public String visitRenameReferenceInDatabase(StatementNode.RenameReferenceInDatabase statement) {
    return "rename reference "
        + reference(statement.reference())
        + " "
        + values.format(statement.from())
        + " -> "
        + values.format(statement.to());
  }

  @Override
  public String visitChangeField(StatementNode.ChangeField statement) {
    return "change "
        + statement.entity().text()
        + "."
        + declarations.field(statement.before())
        + " -> "
        + declarations.shape(statement.after())
        + clause("using", statement.using())
        + clause("backfill", statement.backfill())
        + clause("back", statement.back());
  }

  @Override
  public String visitChangeCheck(StatementNode.ChangeCheck statement) {
    return "change check "
        + statement.entity().text()
        + "("
        + check(statement.before())
        + " -> "
        + check(statement.after())
        + ")";
  }

  @Override
  public String visitReorderEnum(StatementNode.ReorderEnum statement) {
    return "change " + declarations.enumeration(statement.order());
  }

  @Override
  public String visitChangeSequence(StatementNode.ChangeSequence statement) {
    return "change sequence "
        + statement.name().text()
        + " "
        + declarations.options(statement.before())
        + " -> "
        + declarations.options(statement.after());
  }

  @Override
  public String visitChangeObject(StatementNode.ChangeObject statement) {
    return ObjectFormatter.change(statement.madeAnew(), statement.change());
  }

  @Override
  public String visitUpdateRows(StatementNode.UpdateRows statement) {
    return first(statement.first())
        + "update "
        + statement.entity().text()
        + " set "
        + statement.assignments().stream().map(this::assignment).collect(Collectors.joining(", "))
        + statement.where().map(sql -> " where " + values.format(sql)).orElse("");
  }

  @Override
  public String visitRunSql(StatementNode.RunSql statement) {
    return first(statement.first()) + "run " + values.format(statement.sql());
  }

  private String path(FieldPath path) {
    return path.owner().text() + "." + path.member().text();
  }

  private static String first(boolean first) {
    return first ? "expand " : "";
  }

  private String clause(String word, Optional<? extends Value> value) {
    return value.map(given -> " " + word + " " + values.format(given)).orElse("");
  }

  private String assignment(Assignment assignment) {
    return assignment.field().text() + " = " + values.format(assignment.value());
  }

  private String fields(FieldList list) {
    String elements = "[" + values.list(list.elements()) + "]";
    String named = list.named().map(name -> " named " + values.format(name)).orElse("");
    return list.entity().text() + "(" + elements + options(list.options()) + ")" + named;
  }

  private String check(CheckNode check) {
    return values.format(check.expression()) + options(check.options());
  }

  private String reference(ReferenceTerm term) {
    return term.entity().text() + "(" + values.format(term.arrow()) + options(term.options()) + ")";
  }

  private String options(List<Value.Option> options) {
    return options.stream()
        .map(option -> ", " + values.format(option))
        .collect(Collectors.joining());
  }

  private String replacement(Replacement replacement) {
    if (replacement instanceof Replacement.Other other) {
      return path(other.value());
    }
    if (replacement instanceof Replacement.None) {
      return "none";
    }
    if (replacement instanceof Replacement.Unresolved) {
      return "[RESOLVE]";
    }
    throw new IllegalArgumentException("unknown kind of replacement: " + replacement);
  }
}
