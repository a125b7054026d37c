package dev.kizaki.inspire.format;

import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EntityItem;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.ExtensionDeclaration;
import dev.kizaki.inspire.ast.ExternalDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.NamespaceDeclaration;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.RuntimeDeclaration;
import dev.kizaki.inspire.ast.RuntimeRule;
import dev.kizaki.inspire.ast.SequenceDeclaration;
import dev.kizaki.inspire.ast.TableColumn;
import dev.kizaki.inspire.ast.TypeDeclaration;
import dev.kizaki.inspire.ast.TypeExpression;
import dev.kizaki.inspire.ast.TypeName;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints declarations and fields. */
final class DeclarationFormatter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final ValueFormatter values;

  DeclarationFormatter(ValueFormatter values) {
    this.values = values;
  }

  /** The tree does not hold the body of a runtime-only declaration, so its source text is kept. */
  String declaration(Declaration declaration) {
    if (declaration instanceof EntityDeclaration entity) {
      return entity(entity);
    }
    if (declaration instanceof EnumDeclaration enumeration) {
      return enumeration(enumeration);
    }
    if (declaration instanceof ExternalDeclaration external) {
      return external(external);
    }
    if (declaration instanceof ExtensionDeclaration extension) {
      return extension(extension);
    }
    if (declaration instanceof ObjectDeclaration object) {
      return ObjectFormatter.declaration(object);
    }
    if (declaration instanceof SequenceDeclaration sequence) {
      return sequence(sequence);
    }
    if (declaration instanceof TypeDeclaration type) {
      return body("type " + type.name().text(), type.fields().stream().map(this::field).toList());
    }
    if (declaration instanceof NamespaceDeclaration || declaration instanceof RuntimeDeclaration) {
      return ownText(declaration.span());
    }
    throw new IllegalArgumentException("unknown kind of declaration: " + declaration);
  }

  String entity(EntityDeclaration entity) {
    return entity(entity, field -> List.of());
  }

  /**
   * @param comments the lines above a field
   */
  String entity(EntityDeclaration entity, Function<FieldDeclaration, List<String>> comments) {
    return body(
        "entity " + entity.name().text() + annotations(entity.annotations()),
        entity.items().stream()
            .map(
                item ->
                    item instanceof FieldDeclaration field
                        ? Stream.concat(comments.apply(field).stream(), Stream.of(item(item)))
                            .collect(Collectors.joining("\n"))
                        : item(item))
            .toList());
  }

  String enumeration(EnumDeclaration enumeration) {
    String head = "enum " + enumeration.name().text() + annotations(enumeration.annotations());
    String members =
        enumeration.values().stream()
            .map(value -> value.name().text() + annotations(value.annotations()))
            .collect(Collectors.joining(", "));
    return head + (members.isEmpty() ? " {}" : " { " + members + " }");
  }

  String external(ExternalDeclaration external) {
    boolean single = external.columns().size() == 1;
    return "external %s from %s.%s%s%s%s"
        .formatted(
            external.name().text(),
            values.format(external.schema()),
            values.format(external.table()),
            single ? "." : "(",
            external.columns().stream()
                .map(each -> values.format(each.column()) + ": " + type(each.type()))
                .collect(Collectors.joining(", ")),
            single ? "" : ")");
  }

  /** {@code "schema"."table"."column": type}. */
  String column(TableColumn column) {
    return "%s.%s.%s: %s"
        .formatted(
            values.format(column.schema()),
            values.format(column.table()),
            values.format(column.column()),
            type(column.type()));
  }

  static String extension(ExtensionDeclaration extension) {
    String name = extension.extension();
    return "extension " + (PLAIN.matcher(name).matches() ? name : StringLiterals.quote(name));
  }

  String sequence(SequenceDeclaration sequence) {
    return "sequence "
        + sequence.name().text()
        + annotations(sequence.annotations())
        + " "
        + options(sequence.options());
  }

  /** {@code { increment: 50, start: 1 }}. */
  String options(List<Value.Option> options) {
    return options.isEmpty() ? "{}" : "{ " + values.list(options) + " }";
  }

  String field(FieldDeclaration field) {
    return field.name().text() + ": " + shape(field);
  }

  /** A field without its name: {@code type = default @annotations}. */
  String shape(FieldDeclaration field) {
    StringBuilder text = new StringBuilder(type(field.type()));
    field.defaultValue().ifPresent(value -> text.append(" = ").append(values.format(value)));
    return text.append(annotations(field.annotations())).toString();
  }

  String type(TypeExpression type) {
    StringBuilder text = new StringBuilder(typeName(type.name()));
    for (TypeExpression.Suffix suffix : type.suffixes()) {
      text.append(
          switch (suffix) {
            case NULLABLE -> "?";
            case ARRAY -> "[]";
          });
    }
    return text.toString();
  }

  String names(List<Name> names) {
    return names.stream().map(Name::text).collect(Collectors.joining(", "));
  }

  private String item(EntityItem item) {
    if (item instanceof FieldDeclaration field) {
      return field(field);
    }
    if (item instanceof EntityAnnotation annotation) {
      return annotation(annotation.annotation());
    }
    if (item instanceof RuntimeRule rule) {
      return ownText(rule.span());
    }
    throw new IllegalArgumentException("unknown kind of entity item: " + item);
  }

  /** The source text, with the indentation of its first line removed from the other lines. */
  private static String ownText(SourceSpan span) {
    String firstLine = span.source().lineTextAt(span.start());
    int indentation = firstLine.length() - firstLine.stripLeading().length();
    return span.text().replaceAll("\n[ \t]{0," + indentation + "}", "\n");
  }

  /** Annotations that follow a name or a type, each with a blank before it. */
  String annotations(List<Annotation> annotations) {
    return annotations.stream()
        .map(annotation -> " " + annotation(annotation))
        .collect(Collectors.joining());
  }

  private String annotation(Annotation annotation) {
    String word = "@" + annotation.name().text();
    return annotation.parenthesised()
        ? word + "(" + values.list(annotation.arguments()) + ")"
        : word;
  }

  private String typeName(TypeName name) {
    if (name instanceof TypeName.Referenced referenced) {
      return referenced.target().owner().text() + "." + referenced.target().member().text();
    }
    if (name instanceof TypeName.Named named) {
      return named.arguments().isEmpty()
          ? named.name().text()
          : named.name().text() + "(" + values.list(named.arguments()) + ")";
    }
    throw new IllegalArgumentException("unknown kind of type: " + name);
  }

  private static String body(String head, List<String> items) {
    if (items.isEmpty()) {
      return head + " {}";
    }
    return head
        + " {\n"
        + items.stream().map(Indentation::deeper).collect(Collectors.joining())
        + "}";
  }
}
