package dev.kizaki.engine.catalog;

import java.util.Comparator;
import java.util.Objects;

/**
 * Identifies an object of a schema, also among overloads. It is the same in each database and for
 * each name of the schema.
 *
 * @param identity the name, in quotes where it needs them, without the schema; for a function with
 *     the types of its arguments, for a trigger or a rule with its table: {@code touch(integer,
 *     text)}, {@code touched on task}, {@code (text AS money_value)}
 */
public record ObjectSignature(Kind kind, String identity) implements Comparable<ObjectSignature> {
  private static final Comparator<ObjectSignature> ORDER =
      Comparator.comparing(ObjectSignature::kind).thenComparing(ObjectSignature::identity);

  /** The kinds of objects of a schema. */
  public enum Kind {
    TABLE("table"),
    FOREIGN_TABLE("foreign table"),
    SEQUENCE("sequence"),
    INDEX("index"),
    ENUM("enum"),
    DOMAIN("domain"),
    COMPOSITE_TYPE("composite type"),
    RANGE_TYPE("range type"),
    BASE_TYPE("base type"),
    FUNCTION("function"),
    PROCEDURE("procedure"),
    AGGREGATE("aggregate"),
    OPERATOR("operator"),
    CAST("cast"),
    VIEW("view"),
    MATERIALIZED_VIEW("materialized view"),
    TRIGGER("trigger"),
    RULE("rule"),
    POLICY("policy"),
    OPERATOR_CLASS("operator class"),
    OPERATOR_FAMILY("operator family"),
    COLLATION("collation"),
    CONVERSION("conversion"),
    STATISTICS("statistics object"),
    TEXT_SEARCH("text search object");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The kind in a message. */
    public String word() {
      return word;
    }
  }

  public ObjectSignature {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(identity, "identity");
  }

  /** {@code function touch(integer, text)}. */
  public String text() {
    return kind.word() + " " + identity;
  }

  @Override
  public int compareTo(ObjectSignature other) {
    return ORDER.compare(this, other);
  }
}
