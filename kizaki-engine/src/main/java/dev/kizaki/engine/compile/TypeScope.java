package dev.kizaki.engine.compile;

import java.util.Collection;
import java.util.Optional;

/** The names that a type may use in addition to the built-in ones. */
public interface TypeScope {
  /** The kind of a declared name. */
  enum Kind {
    ENTITY("an entity"),
    ENUM("an enum"),
    SEQUENCE("a sequence"),
    OBJECT("an object"),
    EXTERNAL("an external table"),
    EMBEDDED_TYPE("an embedded type"),
    VALIDATION_TYPE("a validation type");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind with its article, such as {@code an entity}. */
    String words() {
      return words;
    }
  }

  /** The kind of the name, if it is declared. */
  Optional<Kind> kindOf(String name);

  /** The declared enums and embedded types, for suggestions. */
  Collection<String> typeNames();
}
