package dev.kizaki.engine.catalog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a schema that SQL makes: a view, a function, a trigger and so on.
 *
 * @param name its name in the catalog, not quoted; empty for a cast
 * @param relation the table or view of a trigger or of a rule, not quoted
 * @param commands the commands that make it, as the server prints it, without the name of the
 *     schema; a materialized view with its indexes. Empty if it is of a kind that is not read.
 * @param comments the commands that give it its comments
 * @param language of a function
 * @param body of a function
 * @param uses what it depends on
 */
public record FoundObject(
    ObjectSignature signature,
    String name,
    Optional<String> relation,
    List<String> commands,
    List<String> comments,
    Optional<String> language,
    Body body,
    Set<ObjectUse> uses) {
  /** How PostgreSQL keeps the body of a function. */
  public enum Body {
    /** There is none, or it is machine code. */
    NONE,
    /** A text, of which the catalog records no dependencies. */
    TEXT,
    /** {@code BEGIN ATOMIC} or {@code RETURN}, of which it records them. */
    PARSED
  }

  public FoundObject {
    Objects.requireNonNull(signature, "signature");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(body, "body");
    commands = List.copyOf(commands);
    comments = List.copyOf(comments);
    uses = Set.copyOf(uses);
  }

  /** The server's form, to compare two databases of one major version by. */
  public String definition() {
    return String.join(";\n", commands);
  }
}
