package dev.kizaki.inspire.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.Parsing;
import dev.kizaki.inspire.ast.AnswerNode;
import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EntityItem;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.NamespaceDeclaration;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.RuntimeDeclaration;
import dev.kizaki.inspire.ast.RuntimeRule;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.StatementNode.Replacement;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the trees hold, where the text alone does not make it plain. */
class InspireParserTest {
  @Test
  void annotationsWithAListOfFieldsBelongToTheEntity() {
    List<EntityItem> items =
        items(
            "entity A { a: int @unique @unique([a, b]) @index b: int @index([b]), @unique([b]) }");
    assertThat(items).hasSize(5);
    FieldDeclaration a = (FieldDeclaration) items.get(0);
    assertThat(a.annotations())
        .extracting(each -> each.name().text())
        .containsExactly("unique", "index");
    assertThat(items.get(1).span().text()).isEqualTo("@unique([a, b])");
    assertThat(((FieldDeclaration) items.get(2)).annotations()).isEmpty();
    assertThat(items.get(3)).isInstanceOf(EntityAnnotation.class);
    assertThat(items.get(4).span().text()).isEqualTo("@unique([b])");
  }

  @Test
  void rulesEndBeforeTheNextItem() {
    List<EntityItem> items =
        items(
            """
            entity A {
              @grant read, write where a.b == "x: @} y" // why
              @why("because: {")
              @deny delete to @public , c: int
              @on(insert) effect f { x: 1 } d: int
              @grant read to *
            }
            """);
    assertThat(items)
        .extracting(item -> item.span().text())
        .containsExactly(
            "@grant read, write where a.b == \"x: @} y\"",
            "@why(\"because: {\")",
            "@deny delete to @public",
            "c: int",
            "@on(insert) effect f { x: 1 }",
            "d: int",
            "@grant read to *");
    assertThat(items)
        .filteredOn(RuntimeRule.class::isInstance)
        .extracting(item -> ((RuntimeRule) item).keyword().text())
        .containsExactly("grant", "why", "deny", "on", "grant");
  }

  @Test
  void commentsInFreeTextStartBehindWhiteSpaceOnly() {
    InspireFile file =
        Parsing.schema(
            "routes { GET /a/* -> b\n//}\n GET https://x/*{ } -> c // }\n /* } */}\nenum E { A }");
    assertThat(file.declarations()).hasSize(2);
  }

  @Test
  void runtimeDeclarationsKeepTheirWordAndName() {
    List<Declaration> declarations =
        Parsing.schema(
                "auth {} schedule daily {} @system(\"x\") {} @validation   type B = Partial<C>"
                    + " @validation type D { e: \"f\" }")
            .declarations();
    assertThat(declarations)
        .extracting(each -> (RuntimeDeclaration) each)
        .extracting(each -> each.keyword().text() + " " + each.name().map(Name::text).orElse("-"))
        .containsExactly(
            "auth -", "schedule daily", "@system -", "@validation type B", "@validation type D");
  }

  @Test
  void namespacesSayTheirScopeAndEntities() {
    NamespaceDeclaration namespace =
        (NamespaceDeclaration)
            Parsing.schema("namespace T { scope: principal.a.tenantId, entities: [A, B] }")
                .declarations()
                .get(0);
    assertThat(namespace.scopeField().map(Name::text)).hasValue("tenantId");
    assertThat(namespace.entities()).extracting(Name::text).containsExactly("A", "B");
  }

  @Test
  void markersAreMarkersInPlansAlone() {
    FieldDeclaration field = (FieldDeclaration) items("entity A { b: E[] = [RESOLVE] }").get(0);
    assertThat(field.defaultValue().orElseThrow()).isInstanceOf(Value.Sequence.class);
    PlanFile plan =
        Parsing.plan(
            "migration \"a\" { add A.b: int backfill [RESOLVE] drop value E.a -> [RESOLVE] }");
    assertThat(((StatementNode.AddField) plan.items().get(0)).backfill().orElseThrow())
        .isInstanceOf(Value.Unresolved.class);
    assertThat(((StatementNode.DropEnumValue) plan.items().get(1)).replacement())
        .isInstanceOf(Replacement.Unresolved.class);
  }

  @Test
  void bothSidesOfAChangeHaveTheFieldsName() {
    PlanFile plan =
        Parsing.plan("migration \"a\" { change A.b: int? = 1 -> bigint using sql(\"1\") }");
    StatementNode.ChangeField change = (StatementNode.ChangeField) plan.items().get(0);
    assertThat(change.before().name().text()).isEqualTo("b");
    assertThat(change.after().name()).isEqualTo(change.before().name());
    assertThat(change.before().span().text()).isEqualTo("b: int? = 1");
    assertThat(change.after().type().span().text()).isEqualTo("bigint");
  }

  @Test
  void commentsOfPlansAreKept() {
    PlanFile plan =
        Parsing.plan("// a \nmigration \"x\" { /* b\n c */ add entity A { /// d\n }\n //\n } // e");
    assertThat(plan.comments())
        .extracting(Comment::text)
        .containsExactly("a", "b\n c", "/ d", "", "e");
  }

  @Test
  void closingBracesOfPlansAreKept() {
    String text = "migration \"x\" { add enum A { B } // }\n run sql(\"}\") /* } */ } // }";
    SourceSpan brace = Parsing.plan(text).closeBrace();
    assertThat(brace.start()).isEqualTo(text.indexOf("} // }", 20 + text.indexOf('\n')));
    assertThat(brace.text()).isEqualTo("}");
  }

  @Test
  void noneIsAnEmptyAnswer() {
    List<AnswerNode> answers =
        Parsing.answers("A.b backfill none; A.b using none; E.a -> none; A.b backfill \"none\"")
            .answers();
    assertThat(((AnswerNode.Backfill) answers.get(0)).value()).isEmpty();
    assertThat(((AnswerNode.Using) answers.get(1)).value()).isEmpty();
    assertThat(((AnswerNode.Rows) answers.get(2)).replacement()).isEmpty();
    assertThat(((AnswerNode.Backfill) answers.get(3)).value()).isPresent();
  }

  @Test
  void spansCountUtf16UnitsBehindEmoji() {
    FieldDeclaration field =
        (FieldDeclaration) items("entity A { /* 😀😀 */ b: string = \"😀\" }").get(0);
    assertThat(field.name().span().text()).isEqualTo("b");
    assertThat(((Value.Text) field.defaultValue().orElseThrow()).text()).isEqualTo("😀");
  }

  @Test
  void whatIsNotBrokenIsInTheTree() {
    ParseResult<InspireFile> result =
        InspireParser.parseSchema(
            SourceText.of(
                "a",
                "entity A { b int\n c: int }\nenum { X }\nentity D { e: int\nentity F { g: int }"));
    assertThat(result.diagnostics()).hasSize(3);
    assertThat(result.tree().declarations())
        .extracting(each -> each.span().text())
        .containsExactly("entity A { b int\n c: int }", "entity D { e: int", "entity F { g: int }");
    EntityDeclaration first = (EntityDeclaration) result.tree().declarations().get(0);
    assertThat(first.items()).extracting(each -> each.span().text()).containsExactly("c: int");
  }

  @Test
  void emptyTextsAreEmptySchemas() {
    assertThat(Parsing.schema("").declarations()).isEmpty();
    assertThat(Parsing.schema("\uFEFF// nothing\r\n").declarations()).isEmpty();
    assertThat(Parsing.answers(" ;\n; ").answers()).isEmpty();
  }

  private static List<EntityItem> items(String text) {
    return ((EntityDeclaration) Parsing.schema(text).declarations().get(0)).items();
  }
}
