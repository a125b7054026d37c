package dev.kizaki.engine.shape;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The access method of an index, and what PostgreSQL allows with it (documentation, sections 11.2
 * and 64.2: the properties of an access method, which {@code pg_indexam_has_property} returns).
 */
public enum IndexMethod {
  BTREE(true, true, true),
  BRIN(false, true, false),
  GIN(false, true, false),
  GIST(false, true, true),
  HASH(false, false, false),
  SPGIST(false, false, true);

  private final boolean ordered;
  private final boolean severalFields;
  private final boolean includes;

  IndexMethod(boolean ordered, boolean severalFields, boolean includes) {
    this.ordered = ordered;
    this.severalFields = severalFields;
    this.includes = includes;
  }

  /** The word in schemas, which is also PostgreSQL's name of the method. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it keeps an order, and so can be descending and unique. */
  public boolean ordered() {
    return ordered;
  }

  /** Whether it can be over more than one field. */
  public boolean severalFields() {
    return severalFields;
  }

  /** Whether it can include fields that it does not search by. */
  public boolean includes() {
    return includes;
  }

  /** The method with this word. */
  public static Optional<IndexMethod> ofWord(String word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
