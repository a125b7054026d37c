package dev.kizaki.engine.catalog;

import java.util.Objects;
import java.util.Optional;

/** What an object of a schema depends on, as the catalog records it. */
public sealed interface ObjectUse {
  /**
   * An object of the schema, which can be a table, a sequence or an enum.
   *
   * @param name its name in the catalog, not quoted
   * @param column the column of the table or of the view, if it is about one
   */
  record Own(ObjectSignature signature, String name, Optional<String> column) implements ObjectUse {
    public Own {
      Objects.requireNonNull(signature, "signature");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(column, "column");
    }
  }

  /**
   * Something that an extension brings.
   *
   * @param here whether it is in the schema, or in that of PostgreSQL itself
   */
  record Extension(String name, boolean here) implements ObjectUse {
    public Extension {
      Objects.requireNonNull(name, "name");
    }
  }

  /**
   * An object of another schema.
   *
   * @param text its kind, and its name with its schema: {@code table app.task}
   */
  record Elsewhere(String text) implements ObjectUse {
    public Elsewhere {
      Objects.requireNonNull(text, "text");
    }
  }
}
