package dev.kizaki.engine.cases;

import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Random objects in SQL over the entities of a random schema. Their texts have the names of the
 * schema as it is, so that they change with the names.
 */
final class RandomObjects {
  /** {@code {n}} is the name in the database, {@code {t}} the table, {@code {c}} columns. */
  private static final List<String> TEXTS =
      List.of(
          "create view {n} as select {c}, {v} as v from {t}",
          "create view {n} as select {c}, {v} as v from {t}",
          "create materialized view {n} as select {c}, {v} as v from {t}",
          "create function {n}() returns bigint language sql as $$ select count(*) + {v} from {t} $$",
          "create function {n}() returns bigint language sql begin atomic select count(*) + {v} from {t}; end",
          "create function {n}() returns bigint language plpgsql as $$ begin return (select count(*) + {v} from {t}); end $$",
          "create function {n}() returns trigger language plpgsql as $$ begin /* {v} */ return new; end $$;\n"
              + "create trigger {n} before update on {t} for each row execute function {n}()",
          "create domain {n} as text check (value <> '{v}')",
          "create procedure {n}() language sql as $$ delete from {t} where {v} = 7 $$",
          "create type {n} as (a int, b{v} text)",
          "create view {n} as select {c}, {v} as v from {t};\ncomment on view {n} is 'v{v}'");

  private static final String OVER_VIEW = "create view {n} as select v, {v} as w from {t}";

  private static final class Model {
    private String text;
    private String database;
    private String entity = "";
    private List<String> fields = List.of();

    /** The object with the view over which this one is; empty for others. */
    private String view = "";

    private int variant;
  }

  private final Random random;
  private final Map<String, Model> objects = new TreeMap<>();
  private int count;

  RandomObjects(Random random) {
    this.random = random;
  }

  /**
   * Adds the first objects.
   *
   * @param fields the fields of each entity
   */
  void begin(Map<String, List<String>> fields) {
    for (int i = random.nextInt(4); i > 0; i--) {
      add(fields);
    }
  }

  private void add(Map<String, List<String>> fields) {
    Model model = new Model();
    model.text = any(TEXTS);
    model.entity = any(List.copyOf(fields.keySet()));
    model.fields = fields.get(model.entity).stream().filter(field -> random.nextBoolean()).toList();
    put(model);
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void put(Model model) {
    String name = "Object" + ++count;
    model.database = any(List.of("made_%d", "made \"%d\"", "größe %d")).formatted(count);
    objects.put(name, model);
  }

  /** Adds, changes, renames and drops a few objects. */
  void change(Map<String, List<String>> fields) {
    for (int i = random.nextInt(3); i > 0; i--) {
      changeOnce(fields);
    }
  }

  private void changeOnce(Map<String, List<String>> fields) {
    if (objects.isEmpty() || random.nextInt(3) == 0) {
      add(fields);
      return;
    }
    String name = any(List.copyOf(objects.keySet()));
    Model model = objects.get(name);
    switch (random.nextInt(5)) {
      case 0 -> drop(name);
      case 1 -> rename(name);
      case 2 -> {
        if (model.text.startsWith("create view") && model.view.isEmpty()) {
          Model over = new Model();
          over.text = OVER_VIEW;
          over.view = name;
          put(over);
        }
      }
      default -> model.variant++;
    }
  }

  private void rename(String from) {
    String to = "Object" + ++count;
    objects.put(to, objects.remove(from));
    objects.values().forEach(each -> each.view = each.view.equals(from) ? to : each.view);
  }

  private void drop(String name) {
    objects.remove(name);
    List<String> users =
        objects.keySet().stream().filter(each -> objects.get(each).view.equals(name)).toList();
    users.forEach(this::drop);
  }

  void clear() {
    objects.clear();
  }

  void entityDropped(String entity) {
    List<String> users =
        objects.keySet().stream().filter(each -> objects.get(each).entity.equals(entity)).toList();
    users.forEach(this::drop);
  }

  void entityRenamed(String from, String to) {
    objects.values().forEach(each -> each.entity = each.entity.equals(from) ? to : each.entity);
  }

  void fieldRenamed(String entity, String from, String to) {
    objects.values().stream()
        .filter(each -> each.entity.equals(entity))
        .forEach(
            each -> each.fields = each.fields.stream().map(f -> f.equals(from) ? to : f).toList());
  }

  void entitiesExchanged(List<String> two) {
    objects.values().forEach(each -> each.entity = RandomSchema.exchanged(each.entity, two));
  }

  void fieldsExchanged(String entity, List<String> two) {
    objects.values().stream()
        .filter(each -> each.entity.equals(entity))
        .forEach(
            each ->
                each.fields =
                    each.fields.stream().map(f -> RandomSchema.exchanged(f, two)).toList());
  }

  /**
   * The declarations.
   *
   * @param table the name of an entity's table
   * @param columns the columns of an entity's fields, by their names in the schema
   */
  String text(UnaryOperator<String> table, Function<String, Map<String, String>> columns) {
    StringBuilder out = new StringBuilder();
    objects.forEach(
        (name, model) -> {
          String on =
              model.view.isEmpty() ? table.apply(model.entity) : objects.get(model.view).database;
          String uses = model.view.isEmpty() ? model.entity : model.view;
          out.append("object %s uses [%s] {\n".formatted(name, uses));
          String sql =
              model
                  .text
                  .replace("{n}", Quoting.identifier(model.database))
                  .replace("{t}", Quoting.identifier(on))
                  .replace("{v}", Integer.toString(model.variant))
                  .replace(
                      "{c}",
                      list(model, model.view.isEmpty() ? columns.apply(model.entity) : Map.of()));
          out.append("  create \"")
              .append(sql.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
              .append("\"\n}\n");
        });
    return out.toString();
  }

  private static String list(Model model, Map<String, String> columns) {
    List<String> list = new ArrayList<>(List.of("1 as one"));
    for (int i = 0; i < model.fields.size(); i++) {
      if (columns.containsKey(model.fields.get(i))) {
        list.add(Quoting.identifier(columns.get(model.fields.get(i))) + " as c" + i);
      }
    }
    return String.join(", ", list);
  }
}
