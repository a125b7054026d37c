package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.AnnotationArgumentsContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.AnnotationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.FieldDeclarationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.FieldModifierContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.FieldShapeContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.TypeExpressionContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.TypeNameContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ValueAnnotationContext;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.TypeExpression;
import dev.kizaki.inspire.ast.TypeName;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.parse.AnnotationForm.Place;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/** Builds fields, types and annotations. */
final class FieldBuilder {
  private static final Set<String> WITH_UNITS = Set.of("maxSize");
  private static final Set<String> WITH_SQL = Set.of("check");

  private final AstContext ast;
  private final ValueBuilder values;
  private final AnnotationBuilder annotations = new AnnotationBuilder(Place.ENTITY_FIELD);
  private final SuffixBuilder suffixes = new SuffixBuilder();

  FieldBuilder(AstContext ast, ValueBuilder values) {
    this.ast = ast;
    this.values = values;
  }

  /**
   * A field, and the annotations after it that belong to its entity. Without commas between the
   * items the grammar cannot know where {@code @unique([a, b])} belongs.
   */
  record FieldAndEntityAnnotations(FieldDeclaration field, List<Annotation> aboutEntity) {}

  FieldDeclaration field(FieldDeclarationContext context, Place place) {
    return shape(ast.name(context.name), context.fieldShape(), place).field();
  }

  FieldAndEntityAnnotations fieldInEntity(FieldDeclarationContext context) {
    return shape(ast.name(context.name), context.fieldShape(), Place.ENTITY_FIELD);
  }

  /** One side of a change, as a field with this name. */
  FieldDeclaration side(Name name, FieldShapeContext context) {
    return shape(name, context, Place.CHANGED_FIELD).field();
  }

  private FieldAndEntityAnnotations shape(Name name, FieldShapeContext context, Place place) {
    TypeExpression type = type(context.typeExpression());
    List<Annotation> own = new ArrayList<>();
    List<Annotation> aboutEntity = new ArrayList<>();
    Optional<Value> defaultValue = Optional.empty();
    SourceSpan span = name.span().to(type.span());
    for (FieldModifierContext modifier : context.fieldModifier()) {
      if (modifier instanceof InspireBaseParser.FieldDefaultContext assigned) {
        Value value = values.value(assigned.value());
        defaultValue.ifPresent(first -> secondDefault(name, first, ast.span(assigned)));
        defaultValue = defaultValue.or(() -> Optional.of(value));
        span = span.to(ast.span(assigned));
        continue;
      }
      if (!(modifier instanceof InspireBaseParser.FieldAnnotationContext annotated)) {
        throw new IllegalStateException("unknown kind of modifier: " + modifier.getClass());
      }
      Optional<Annotation> annotation = annotations.visit(annotated.annotation());
      if (annotation.isPresent()) {
        if (place == Place.ENTITY_FIELD && AnnotationForm.isAboutEntity(annotation.get())) {
          check(annotation.get(), Place.ENTITY);
          aboutEntity.add(annotation.get());
        } else {
          check(annotation.get(), place);
          own.add(annotation.get());
          span = span.to(annotation.get().span());
        }
      }
    }
    checkOnce(own, place.words());
    return new FieldAndEntityAnnotations(
        new FieldDeclaration(name, type, own, defaultValue, span), aboutEntity);
  }

  /** The annotation; empty, with a diagnostic, if the language does not have it. */
  private final class AnnotationBuilder extends ExhaustiveVisitor<Optional<Annotation>> {
    private final Place place;

    AnnotationBuilder(Place place) {
      this.place = place;
    }

    @Override
    public Optional<Annotation> visitKnownAnnotation(
        InspireBaseParser.KnownAnnotationContext context) {
      return Optional.of(
          annotation(context.name, context.annotationArguments(), ast.span(context)));
    }

    @Override
    public Optional<Annotation> visitUnknownAnnotation(
        InspireBaseParser.UnknownAnnotationContext context) {
      if (place == Place.ENTITY_FIELD) {
        reportUnknown(context.name);
      } else {
        reportUnknown(context.name, place);
      }
      return Optional.empty();
    }
  }

  /** Annotations that stand after a name, as in the head of a declaration. */
  List<Annotation> annotations(List<AnnotationContext> contexts, Place place) {
    return checked(contexts.stream().map(new AnnotationBuilder(place)::visit), place);
  }

  /** The annotations of an enum value. */
  List<Annotation> valueAnnotations(List<ValueAnnotationContext> contexts, Place place) {
    return checked(contexts.stream().map(new ValueAnnotationBuilder(place)::visit), place);
  }

  private List<Annotation> checked(Stream<Optional<Annotation>> all, Place place) {
    List<Annotation> known = all.flatMap(Optional::stream).toList();
    known.forEach(annotation -> check(annotation, place));
    checkOnce(known, place.words());
    return known;
  }

  private final class ValueAnnotationBuilder extends ExhaustiveVisitor<Optional<Annotation>> {
    private final Place place;

    ValueAnnotationBuilder(Place place) {
      this.place = place;
    }

    @Override
    public Optional<Annotation> visitKnownValueAnnotation(
        InspireBaseParser.KnownValueAnnotationContext context) {
      return Optional.of(
          annotation(context.name, context.annotationArguments(), ast.span(context)));
    }

    @Override
    public Optional<Annotation> visitUnknownValueAnnotation(
        InspireBaseParser.UnknownValueAnnotationContext context) {
      reportUnknown(context.name, place);
      return Optional.empty();
    }
  }

  private static final class SuffixBuilder extends ExhaustiveVisitor<TypeExpression.Suffix> {
    @Override
    public TypeExpression.Suffix visitNullable(InspireBaseParser.NullableContext context) {
      return TypeExpression.Suffix.NULLABLE;
    }

    @Override
    public TypeExpression.Suffix visitArray(InspireBaseParser.ArrayContext context) {
      return TypeExpression.Suffix.ARRAY;
    }
  }

  /**
   * An annotation of the language.
   *
   * @param arguments null where there are no parentheses
   */
  Annotation annotation(Token word, AnnotationArgumentsContext arguments, SourceSpan span) {
    Name name = annotationName(word);
    if (arguments == null) {
      return new Annotation(name, List.of(), false, span);
    }
    List<Value> given =
        WITH_UNITS.contains(name.text())
            ? values.argumentsWithUnits(arguments.argument())
            : WITH_SQL.contains(name.text())
                ? values.argumentsWithSql(arguments.argument())
                : values.arguments(arguments.argument());
    return new Annotation(name, given, true, span);
  }

  void reportUnknown(Token word) {
    ast.report(AnnotationForm.unknownOnField(ast.span(word), annotationName(word).text()));
  }

  private void reportUnknown(Token word, Place place) {
    ast.report(AnnotationForm.unknownAt(place, ast.span(word), annotationName(word).text()));
  }

  void check(Annotation annotation, Place place) {
    AnnotationForm.check(annotation, place, ast.language()).ifPresent(ast::report);
  }

  TypeExpression type(TypeExpressionContext context) {
    List<TypeExpression.Suffix> written =
        context.typeSuffix().stream().map(suffixes::visit).toList();
    return new TypeExpression(typeName(context.typeName()), written, ast.span(context));
  }

  /** The word after the {@code @}. */
  Name annotationName(Token token) {
    return new Name(
        token.getText().substring(1),
        ast.span(token.getStartIndex() + 1, token.getStopIndex() + 1));
  }

  private TypeName typeName(TypeNameContext context) {
    SourceSpan span = ast.span(context);
    Name name = ast.name(context.name);
    if (context.member != null) {
      return new TypeName.Referenced(new FieldPath(name, ast.name(context.member), span), span);
    }
    List<Value> arguments = values.values(context.value());
    arguments.stream()
        .filter(argument -> !isTypeArgument(name, argument))
        .findFirst()
        .ifPresent(this::requireNumber);
    return new TypeName.Named(name, arguments, span);
  }

  /** Only {@code native} takes a text: the name of a type of PostgreSQL. */
  private static boolean isTypeArgument(Name type, Value argument) {
    return argument instanceof Value.Number
        || argument instanceof Value.Text && type.text().equals(TypeName.Named.NATIVE);
  }

  private void requireNumber(Value argument) {
    ast.refuse(
        argument.span(),
        "expected a number, found %s".formatted(Expected.quote(argument.span().text())),
        "a type takes numbers, such as decimal(10, 2)");
  }

  private void secondDefault(Name field, Value first, SourceSpan second) {
    ast.report(
        Diagnostic.error(
                ast.language().syntaxCode(),
                second,
                "field '%s' has a second default".formatted(field.text()))
            .withHint("keep one of them")
            .withRelated(first.span(), "the first default is here"));
  }

  private void checkOnce(List<Annotation> annotations, String place) {
    Map<String, Annotation> seen = new HashMap<>();
    for (Annotation annotation : annotations) {
      Annotation first = seen.putIfAbsent(annotation.name().text(), annotation);
      if (first != null) {
        ast.report(
            Diagnostic.error(
                    DiagnosticCode.MISPLACED_ANNOTATION,
                    annotation.span(),
                    "@%s occurs twice on one %s".formatted(annotation.name().text(), place))
                .withHint("delete one of them")
                .withRelated(first.span(), "the first one is here"));
      }
    }
  }
}
