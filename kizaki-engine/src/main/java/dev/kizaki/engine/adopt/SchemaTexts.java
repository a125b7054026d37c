package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.graph.DisjointSets;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The files of an adopted schema: sorted, canonical, and equal on every run. */
public final class SchemaTexts {
  /** The file of a schema that is not split, and of the enums that several groups use. */
  public static final String WHOLE = "schema.inspire";

  private static final String ENUMS = "enums.inspire";
  private static final String EXTERNALS = "externals.inspire";
  private static final String SEQUENCES = "sequences.inspire";
  private static final String OBJECTS = "objects.inspire";
  private static final String SUFFIX = ".inspire";
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final AdoptedSchema schema;
  private final Shape shape;

  private SchemaTexts(AdoptedSchema schema) {
    this.schema = schema;
    this.shape = FewestNames.of(schema.shape());
  }

  /**
   * The texts by the names of their files.
   *
   * @param split whether each group of tables that refer to each other has a file of its own
   */
  public static SortedMap<String, String> of(AdoptedSchema schema, boolean split) {
    SchemaTexts texts = new SchemaTexts(schema);
    SortedMap<String, String> files = split ? texts.groups() : texts.whole();
    for (AdoptedObject each : schema.objects()) {
      if (SchemaText.isKept(each)) {
        files.put(each.file(), each.object().create() + "\n");
      }
    }
    return files;
  }

  private SortedMap<String, String> whole() {
    List<String> declarations = new ArrayList<>();
    shape.systemEntities().forEach(each -> declarations.add(SchemaText.of(each)));
    shape.enums().forEach(each -> declarations.add(text(each)));
    shape.sequences().forEach(each -> declarations.add(SchemaText.of(each)));
    shape.entities().forEach(each -> declarations.add(text(each)));
    schema.objects().forEach(each -> declarations.add(SchemaText.of(each)));
    return new TreeMap<>(Map.of(WHOLE, String.join("\n", declarations)));
  }

  /** A group is called like its first entity; an enum stands with the one group that uses it. */
  private SortedMap<String, String> groups() {
    List<Entity> entities = List.copyOf(shape.entities());
    Map<String, Integer> places = new HashMap<>();
    entities.forEach(each -> places.put(each.name(), places.size()));
    DisjointSets sets = new DisjointSets(entities.size());
    for (Entity each : entities) {
      targets(each).stream()
          .filter(places::containsKey)
          .forEach(to -> sets.union(places.get(each.name()), places.get(to)));
    }
    SortedMap<String, String> texts = new TreeMap<>();
    Set<String> placed = new TreeSet<>();
    List<List<Entity>> groups =
        sets.sets().stream().map(set -> set.stream().map(entities::get).toList()).toList();
    for (List<Entity> group : groups) {
      List<String> declarations = new ArrayList<>();
      for (EnumType each : shape.enums()) {
        if (groups.stream().filter(other -> uses(other, each)).toList().equals(List.of(group))) {
          placed.add(each.name());
          declarations.add(text(each));
        }
      }
      group.forEach(each -> declarations.add(text(each)));
      texts.put(NAMES.derivedTable(group.get(0).name()) + SUFFIX, String.join("\n", declarations));
    }
    String others =
        shape.enums().stream()
            .filter(each -> !placed.contains(each.name()))
            .map(this::text)
            .collect(Collectors.joining("\n"));
    add(texts, ENUMS, others);
    add(
        texts,
        EXTERNALS,
        shape.systemEntities().stream().map(SchemaText::of).collect(Collectors.joining("\n")));
    add(
        texts,
        SEQUENCES,
        shape.sequences().stream().map(SchemaText::of).collect(Collectors.joining("\n")));
    add(
        texts,
        OBJECTS,
        schema.objects().stream().map(SchemaText::of).collect(Collectors.joining("\n")));
    return texts;
  }

  /** A group can be called as the file is. */
  private static void add(SortedMap<String, String> texts, String file, String text) {
    if (!text.isEmpty()) {
      texts.merge(file, text, (own, more) -> more + "\n" + own);
    }
  }

  private static Set<String> targets(Entity entity) {
    return ForeignKey.of(entity)
        .map(ForeignKey::target)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean uses(List<Entity> group, EnumType type) {
    return group.stream()
        .flatMap(entity -> entity.fields().stream())
        .anyMatch(field -> field.enumName().filter(type.name()::equals).isPresent());
  }

  private String text(EnumType type) {
    return SchemaText.of(type, comment(ObjectName.of(ObjectKind.ENUM, NAMES.enumType(type))));
  }

  private String text(Entity entity) {
    String table = NAMES.table(entity);
    return SchemaText.of(
        entity,
        field ->
            field.isEmpty()
                ? comment(ObjectName.of(ObjectKind.TABLE, table))
                : comment(
                    ObjectName.of(
                        ObjectKind.COLUMN,
                        table,
                        entity.field(field).map(NAMES::column).orElseThrow())));
  }

  /** The lines of a comment, without characters that a file must not contain. */
  private List<String> comment(ObjectName name) {
    return schema
        .comments()
        .getOrDefault(name, "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(UnsafeCharacters::escaped)
        .toList();
  }
}
