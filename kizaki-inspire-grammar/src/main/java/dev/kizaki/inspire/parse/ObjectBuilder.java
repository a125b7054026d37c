package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.ObjectBodyContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ObjectDeclarationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ObjectItemContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ObjectUsesContext;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.ast.StatementNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds objects in SQL, and checks which texts stand in them. */
final class ObjectBuilder {
  private final AstContext ast;
  private final ValueBuilder values;

  ObjectBuilder(AstContext ast, ValueBuilder values) {
    this.ast = ast;
    this.values = values;
  }

  ObjectDeclaration object(ObjectDeclarationContext context) {
    Optional<ObjectText> create = text(context.objectBody(), InspireBaseParser.CREATE);
    Optional<ObjectText> drop = text(context.objectBody(), InspireBaseParser.DROP);
    if (create.isEmpty()
        && context.objectBody().objectItem().stream().allMatch(AstContext::isWhole)) {
      ast.refuse(
          ast.span(context.name),
          "the object %s has no create".formatted(context.name.getText()),
          SyntaxExamples.OBJECT_ITEM);
    }
    drop.filter(ObjectText.Derived.class::isInstance)
        .ifPresent(
            derived ->
                ast.refuse(
                    derived.span(),
                    "'derived' belongs to a change of an object",
                    "leave out drop: without it the commands are derived"));
    create
        .filter(ObjectText.Open.class::isInstance)
        .ifPresent(
            open ->
                ast.refuse(
                    open.span(),
                    "[RESOLVE] belongs to a change of an object",
                    SyntaxExamples.OBJECT_ITEM));
    return new ObjectDeclaration(
        ast.name(context.name),
        uses(context.objectUses()),
        create.filter(each -> !(each instanceof ObjectText.Open)),
        drop.filter(each -> !(each instanceof ObjectText.Derived)),
        ast.span(context));
  }

  StatementNode.ChangeObject change(InspireBaseParser.ChangeObjectContext context) {
    return new StatementNode.ChangeObject(
        context.anew != null,
        new ObjectDeclaration(
            ast.name(context.name),
            uses(context.objectUses()),
            text(context.objectBody(), InspireBaseParser.CREATE),
            text(context.objectBody(), InspireBaseParser.DROP),
            ast.span(context)),
        ast.span(context));
  }

  private Optional<List<Name>> uses(ObjectUsesContext context) {
    return Optional.ofNullable(context).map(list -> ast.names(list.identifier()));
  }

  private Optional<ObjectText> text(ObjectBodyContext body, int keyword) {
    List<ObjectItemContext> items =
        body.objectItem().stream()
            .filter(AstContext::isWhole)
            .filter(item -> item.keyword.getType() == keyword)
            .toList();
    items.stream()
        .skip(1)
        .forEach(
            item ->
                ast.refuse(
                    ast.span(item),
                    "the object has a second %s".formatted(item.keyword.getText()),
                    "keep one of them; several commands stand in one text"));
    return items.stream().findFirst().map(this::text);
  }

  private ObjectText text(ObjectItemContext item) {
    if (item.DERIVED() != null) {
      if (item.keyword.getType() == InspireBaseParser.CREATE) {
        ast.refuse(ast.span(item), "'derived' belongs to drop", SyntaxExamples.OBJECT_ITEM);
      }
      return new ObjectText.Derived(ast.span(item));
    }
    if (item.RESOLVE() != null) {
      if (item.keyword.getType() != InspireBaseParser.CREATE) {
        ast.refuse(ast.span(item), "[RESOLVE] belongs to create", SyntaxExamples.OBJECT_ITEM);
      }
      return new ObjectText.Open(ast.span(item));
    }
    if (item.file != null) {
      if (ast.language() != Language.SCHEMA) {
        ast.refuse(
            ast.span(item),
            "a plan contains the text itself, not the name of its file",
            SyntaxExamples.OBJECT_ITEM);
      }
      return new ObjectText.InFile(values.text(item.file), ast.span(item));
    }
    return new ObjectText.Written(
        item.text().stream()
            .map(each -> values.blockOrText(each).text())
            .collect(Collectors.joining()),
        ast.span(item));
  }
}
