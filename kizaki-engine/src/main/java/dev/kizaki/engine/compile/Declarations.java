package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.DUPLICATE_NAME;
import static dev.kizaki.inspire.source.DiagnosticCode.RESERVED_NAME;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.ExtensionDeclaration;
import dev.kizaki.inspire.ast.ExternalDeclaration;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.NamespaceDeclaration;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.RuntimeDeclaration;
import dev.kizaki.inspire.ast.SequenceDeclaration;
import dev.kizaki.inspire.ast.TypeDeclaration;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The declarations of all files, and their namespaces. Entities, enums, sequences, objects and
 * embedded types share one namespace; namespaces, schedules and validation types, which are not
 * part of the shape, have one each.
 *
 * <p>If a name is declared more than once, the first declaration is used. The others are still
 * read, so that their own errors are found in the same run.
 */
final class Declarations implements TypeScope {
  private static final String VALIDATION_TYPE = "@validation type";
  private static final Set<String> WORDS = Set.of("true", "false", "null");

  private final List<EntityDeclaration> entities = new ArrayList<>();
  private final List<EnumDeclaration> enums = new ArrayList<>();
  private final List<SequenceDeclaration> sequences = new ArrayList<>();
  private final List<ExternalDeclaration> externals = new ArrayList<>();
  private final List<ExtensionDeclaration> extensions = new ArrayList<>();
  private final List<ObjectDeclaration> objects = new ArrayList<>();
  private final List<TypeDeclaration> embeddedTypes = new ArrayList<>();
  private final List<NamespaceDeclaration> namespaces = new ArrayList<>();

  /** The first declaration of each name that a field's type or a reference can use. */
  private final Map<String, Declared> shaping = new LinkedHashMap<>();

  /** The first declaration of each other name, by its keyword and name. */
  private final Map<String, Name> runtime = new LinkedHashMap<>();

  private final Consumer<Diagnostic> problems;

  private Declarations(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  private record Declared(Kind kind, Name name) {}

  static Declarations of(List<InspireFile> files, Consumer<Diagnostic> problems) {
    Declarations declarations = new Declarations(problems);
    files.forEach(file -> file.declarations().forEach(declarations::add));
    return declarations;
  }

  List<EntityDeclaration> entities() {
    return entities;
  }

  List<EnumDeclaration> enums() {
    return enums;
  }

  List<ExternalDeclaration> externals() {
    return externals;
  }

  List<ExtensionDeclaration> extensions() {
    return extensions;
  }

  List<SequenceDeclaration> sequences() {
    return sequences;
  }

  List<ObjectDeclaration> objects() {
    return objects;
  }

  List<TypeDeclaration> embeddedTypes() {
    return embeddedTypes;
  }

  List<NamespaceDeclaration> namespaces() {
    return namespaces;
  }

  /** Whether this declaration is the one that is used for its name. */
  boolean isFirst(Name name) {
    return shaping.get(name.text()).name() == name;
  }

  @Override
  public Optional<Kind> kindOf(String name) {
    Optional<Kind> kind = Optional.ofNullable(shaping.get(name)).map(Declared::kind);
    return kind.isEmpty() && runtime.containsKey(VALIDATION_TYPE + " " + name)
        ? Optional.of(Kind.VALIDATION_TYPE)
        : kind;
  }

  @Override
  public Collection<String> typeNames() {
    return shaping.values().stream()
        .filter(each -> each.kind() != Kind.ENTITY)
        .filter(each -> each.kind() != Kind.SEQUENCE && each.kind() != Kind.EXTERNAL)
        .filter(each -> each.kind() != Kind.OBJECT)
        .map(declared -> declared.name().text())
        .toList();
  }

  private void add(Declaration declaration) {
    if (declaration instanceof EntityDeclaration entity) {
      entities.add(entity);
      declare(Kind.ENTITY, entity.name());
    } else if (declaration instanceof EnumDeclaration enumDeclaration) {
      enums.add(enumDeclaration);
      declare(Kind.ENUM, enumDeclaration.name());
    } else if (declaration instanceof SequenceDeclaration sequence) {
      sequences.add(sequence);
      declare(Kind.SEQUENCE, sequence.name());
    } else if (declaration instanceof ExternalDeclaration external) {
      externals.add(external);
      declare(Kind.EXTERNAL, external.name());
    } else if (declaration instanceof ExtensionDeclaration extension) {
      extensions.add(extension);
      declareRuntime("extension", new Name(extension.extension(), extension.span()));
    } else if (declaration instanceof ObjectDeclaration object) {
      objects.add(object);
      declare(Kind.OBJECT, object.name());
    } else if (declaration instanceof TypeDeclaration type) {
      embeddedTypes.add(type);
      declare(Kind.EMBEDDED_TYPE, type.name());
    } else if (declaration instanceof NamespaceDeclaration namespace) {
      namespaces.add(namespace);
      declareRuntime("namespace", namespace.name());
    } else {
      RuntimeDeclaration other = (RuntimeDeclaration) declaration;
      other.name().ifPresent(name -> declareRuntime(other.keyword().text(), name));
    }
  }

  private void declare(Kind kind, Name name) {
    checkReserved(kind, name);
    Declared first = shaping.putIfAbsent(name.text(), new Declared(kind, name));
    if (first != null) {
      String kinds =
          first.kind() == kind
              ? ""
              : ", as %s and as %s".formatted(first.kind().words(), kind.words());
      duplicate(name, first.name(), "%s is declared twice%s".formatted(name.text(), kinds));
    }
  }

  private void declareRuntime(String keyword, Name name) {
    Name first = runtime.putIfAbsent(keyword + " " + name.text(), name);
    if (first != null) {
      duplicate(name, first, "%s %s is declared twice".formatted(keyword, name.text()));
    }
  }

  private void duplicate(Name name, Name first, String message) {
    problems.accept(
        Diagnostic.error(DUPLICATE_NAME, name.span(), message)
            .withRelated(first.span(), "first declared here"));
  }

  private void checkReserved(Kind kind, Name name) {
    String text = name.text();
    if (WORDS.contains(text)) {
      problems.accept(
          reserved(
              name, "%s is a keyword, and cannot be the name of %s".formatted(text, kind.words())));
    } else if (isBuiltInType(text)) {
      problems.accept(
          reserved(
              name,
              "%s is a built-in type, and cannot be the name of %s".formatted(text, kind.words())));
    } else {
      checkSystemName(name, problems);
    }
  }

  /** Reports the name of a declaration or of a field that is reserved for system names. */
  static void checkSystemName(Name name, Consumer<Diagnostic> problems) {
    if (isSystemName(name.text())) {
      problems.accept(
          reserved(
              name,
              "%s starts with two underscores, which is reserved for system names"
                  .formatted(name.text())));
    }
  }

  private static Diagnostic reserved(Name name, String message) {
    return Diagnostic.error(RESERVED_NAME, name.span(), message).withHint("choose another name");
  }

  /** Whether the name is reserved for system names. */
  static boolean isSystemName(String name) {
    return name.startsWith("__");
  }

  /** Whether the word is a literal, such as {@code true}, where a name is expected. */
  static boolean isValueWord(String name) {
    return WORDS.contains(name);
  }

  private static boolean isBuiltInType(String name) {
    return name.equals(FieldType.Native.WORD)
        || Stream.of(Scalar.values()).anyMatch(scalar -> scalar.word().equals(name));
  }
}
