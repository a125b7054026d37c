package dev.kizaki.engine.history;

import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.SqlExpression;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All values that differ in one component from a value that consists of records. */
final class RecordVariants {
  private static final List<List<Object>> FAMILIES =
      List.of(
          List.of(
              new FieldType.Simple(Scalar.JSON, false),
              new FieldType.Simple(Scalar.DATETIME, OptionalInt.of(3), false),
              new FieldType.Simple(Scalar.DECIMAL, false),
              new FieldType.Native("int4range", false),
              new FieldType.Decimal(7, 3, true),
              new FieldType.OfEnum("Kind", false),
              new FieldType.Reference("Label", "id")),
          List.of(
              new DefaultValue.Text("uuid()"),
              new DefaultValue.Text("1.5"),
              new DefaultValue.Text("true"),
              new DefaultValue.Number(BigDecimal.ONE),
              new DefaultValue.Boolean(false),
              new DefaultValue.EnumValue("uuid()"),
              new DefaultValue.NextValue("uuid()"),
              new DefaultValue.Expression(new SqlExpression("uuid()")),
              new DefaultValue.Generated(new SqlExpression("uuid()"), false),
              new DefaultValue.Generated(new SqlExpression("uuid()"), true),
              new DefaultValue.EmptyArray(),
              new DefaultValue.OwnedSequence()),
          List.of(
              new PlanValue.Literal(new DefaultValue.Text("a + b")),
              new PlanValue.Literal(new DefaultValue.EmptyArray()),
              new PlanValue.Sql("null"),
              new PlanValue.Null(),
              new PlanValue.Unresolved()),
          List.of(
              new DropEnumValue.Other("None"),
              new DropEnumValue.None(),
              new DropEnumValue.Unresolved()));

  private RecordVariants() {}

  /** Returns copies of the value, each with another component changed. */
  static List<Object> of(Object value) {
    List<Object> all = new ArrayList<>(inside(value));
    for (List<Object> family : FAMILIES) {
      if (family.stream().anyMatch(member -> sameFamily(member, value))) {
        all.addAll(family);
      }
    }
    all.removeIf(value::equals);
    return all;
  }

  private static boolean sameFamily(Object member, Object value) {
    return Stream.of(
            FieldType.class, DefaultValue.class, PlanValue.class, DropEnumValue.Replacement.class)
        .anyMatch(type -> type.isInstance(member) && type.isInstance(value));
  }

  private static List<? extends Object> inside(Object value) {
    if (value instanceof String text) {
      return List.of(text + "x", text.toUpperCase(Locale.ROOT) + "\uD800", "");
    }
    if (value instanceof Boolean flag) {
      return List.of(!flag);
    }
    if (value instanceof Integer number) {
      return List.of(number + 1);
    }
    if (value instanceof Long number) {
      return List.of(number + 1);
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent()
          ? List.of(OptionalInt.empty(), OptionalInt.of(number.getAsInt() + 1))
          : List.of(OptionalInt.of(0));
    }
    if (value instanceof BigDecimal number) {
      return List.of(number.add(BigDecimal.ONE), number.negate());
    }
    if (value instanceof Enum<?> constant) {
      return List.of(constant.getDeclaringClass().getEnumConstants());
    }
    if (value instanceof Optional<?> optional && optional.isEmpty()) {
      return List.of();
    }
    if (value instanceof SortedMap<?, ?> map) {
      List<Object> all = new ArrayList<>(List.of(new TreeMap<>()));
      map.forEach(
          (key, text) ->
              RecordVariants.of(text)
                  .forEach(
                      each -> {
                        TreeMap<Object, Object> copy = new TreeMap<>();
                        copy.putAll(map);
                        copy.put(key, each);
                        all.add(copy);
                      }));
      return all;
    }
    if (value instanceof NamedElement element) {
      return List.of(element.withName(element.name() + "x"), SchemaElement.enumType("Other"));
    }
    if (value instanceof Optional<?> optional) {
      List<Object> all = new ArrayList<>(List.of(Optional.empty()));
      optional.ifPresent(
          present -> RecordVariants.of(present).forEach(each -> all.add(Optional.of(each))));
      return all;
    }
    return value instanceof List<?> list ? ofList(list) : ofRecord(value);
  }

  private static List<Object> ofList(List<?> list) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      for (Object each : RecordVariants.of(list.get(i))) {
        List<Object> copy = new ArrayList<>(list);
        copy.set(i, each);
        all.add(copy);
      }
    }
    if (list.size() > 1) {
      all.add(new ArrayList<>(list.subList(1, list.size())));
      List<Object> swapped = new ArrayList<>(list);
      Collections.swap(swapped, 0, 1);
      // The order of fields does not affect the digest, and has a test of its own.
      if (!(list.get(0) instanceof Field)) {
        all.add(swapped);
      }
    }
    return all;
  }

  private static List<Object> ofRecord(Object value) {
    try {
      RecordComponent[] components = value.getClass().getRecordComponents();
      Object[] parts = new Object[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        components[i].getAccessor().setAccessible(true);
        parts[i] = components[i].getAccessor().invoke(value);
        types[i] = components[i].getType();
      }
      Constructor<?> constructor = value.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      List<Object> all = new ArrayList<>();
      for (int i = 0; i < components.length; i++) {
        for (Object each : RecordVariants.of(parts[i])) {
          Object[] changed = parts.clone();
          changed[i] = each;
          if (types[i].isInstance(each) || types[i].isPrimitive()) {
            made(constructor, changed).ifPresent(all::add);
          }
        }
      }
      return all;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(value.toString(), e);
    }
  }

  /** The record; empty if it does not allow these components together. */
  private static Optional<Object> made(Constructor<?> constructor, Object... parts)
      throws ReflectiveOperationException {
    try {
      return Optional.of(constructor.newInstance(parts));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
