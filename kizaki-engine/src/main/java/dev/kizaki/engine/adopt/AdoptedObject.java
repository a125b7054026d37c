package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.shape.SqlObject;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An object in SQL of an adopted schema.
 *
 * @param made what its text makes in the database
 * @param file the path of its text in the schema directory: {@code functions/touch.sql}
 * @param guessed what it uses only by the words of a body of text, as names in Inspire
 */
public record AdoptedObject(
    SqlObject object, SortedSet<ObjectSignature> made, String file, SortedSet<String> guessed) {
  public AdoptedObject {
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(file, "file");
    made = new TreeSet<>(made);
    guessed = new TreeSet<>(guessed);
  }
}
