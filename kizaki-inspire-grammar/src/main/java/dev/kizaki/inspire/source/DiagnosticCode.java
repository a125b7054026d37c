package dev.kizaki.inspire.source;

/**
 * The stable codes of all diagnostics. A code is never reused: {@code INS0xx} is syntax, {@code
 * INS1xx} names, {@code INS2xx} types and defaults, {@code INS3xx} keys and references, {@code
 * INS4xx} warnings, {@code PLN0xx} plan files.
 */
public enum DiagnosticCode {
  /** The text does not follow the grammar. */
  SYNTAX("INS001"),
  /** A string, comment or block that is never closed. */
  UNCLOSED("INS002"),
  /** A character that is not allowed at its place. */
  UNEXPECTED_CHARACTER("INS003"),
  /** A number that is not written as integer or decimal, or an escape that does not exist. */
  MALFORMED_LITERAL("INS004"),
  /** A top-level word that the language does not know. */
  UNKNOWN_DECLARATION("INS005"),
  /** An annotation that the language does not know. */
  UNKNOWN_ANNOTATION("INS006"),
  /** An annotation with wrong arguments, or at a place where it is not allowed. */
  MISPLACED_ANNOTATION("INS007"),
  /** The file is not UTF-8. */
  ENCODING("INS008"),

  /** One name declared twice. */
  DUPLICATE_NAME("INS101"),
  /** A name that the language reserves. */
  RESERVED_NAME("INS102"),
  /** Two different names that become the same name in the database. */
  DATABASE_NAME_COLLISION("INS103"),
  /** More columns, or a longer enum value, than PostgreSQL can hold. */
  TOO_LARGE("INS104"),
  /** A name for something in the database that PostgreSQL cannot hold. */
  INVALID_DATABASE_NAME("INS105"),

  /** A type that is neither built in nor declared. */
  UNKNOWN_TYPE("INS201"),
  /** A type that cannot be built this way, such as an array of arrays. */
  UNSUPPORTED_TYPE("INS202"),
  /** A default that does not fit its field's type. */
  INVALID_DEFAULT("INS203"),
  /** An enum without values. */
  EMPTY_ENUM("INS204"),

  /** A sequence with wrong options. */
  INVALID_SEQUENCE("INS205"),

  /** A primary key with fields that are not allowed in a key. */
  INVALID_KEY("INS301"),
  /** A unique or index with wrong fields or options. */
  INVALID_INDEX("INS302"),
  /** A reference to an unknown field, or to one that is neither a key nor unique. */
  INVALID_REFERENCE("INS303"),
  /** A check that is declared twice. */
  INVALID_CHECK("INS304"),
  /**
   * An SQL expression that is not one whole expression, or that names a field and not its column.
   */
  INVALID_EXPRESSION("INS305"),
  /**
   * An object in SQL whose text or file cannot be used, that uses something unknown, or that uses
   * itself through others.
   */
  INVALID_OBJECT("INS306"),

  /** A namespace lists an entity without the field it is scoped by. */
  NAMESPACE_SCOPE("INS401"),
  /** The text of an object contains the name of something that it does not say it uses. */
  UNDECLARED_USE("INS402"),

  /** The text does not follow the grammar of plans. */
  PLAN_SYNTAX("PLN001"),
  /** A value or type that a plan statement cannot take. */
  PLAN_VALUE("PLN002"),
  /** SQL text that is not one whole statement or expression. */
  PLAN_SQL("PLN003");

  private final String text;

  DiagnosticCode(String text) {
    this.text = text;
  }

  /** The code as it is printed, such as {@code INS201}. */
  public String text() {
    return text;
  }
}
