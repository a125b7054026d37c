package dev.kizaki.engine.statements;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import java.util.HashSet;
import java.util.Set;

/** The names in the database that a schema gives to tables, types, sequences and objects. */
public final class SchemaNames {
  private SchemaNames() {}

  /** The names of one schema. */
  public static Set<String> of(Shape shape, DatabaseNames rules) {
    Set<String> names = new HashSet<>();
    shape.entities().stream().map(rules::table).forEach(names::add);
    shape.enums().stream().map(rules::enumType).forEach(names::add);
    shape.sequences().stream().map(rules::sequence).forEach(names::add);
    shape.objects().stream()
        .flatMap(object -> ObjectScript.of(object.create()).madeNames().stream())
        .map(MadeObject::name)
        .forEach(names::add);
    return names;
  }
}
