package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An enum.
 *
 * @param type the name of the type; absent if it is the derived one
 * @param values the values in order; the order determines how values compare
 * @param labels the labels of the values that have another label than their name, by value
 */
public record EnumType(
    String name, Optional<String> type, List<String> values, SortedMap<String, String> labels) {
  public EnumType {
    Objects.requireNonNull(name, "name");
    String derived = DatabaseNames.CURRENT.derivedEnumType(name);
    type = type.filter(given -> !given.equals(derived));
    values = List.copyOf(values);
    SortedMap<String, String> stated = new TreeMap<>(labels);
    stated.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
    if (!stated.isEmpty()) {
      stated.keySet().retainAll(new HashSet<>(values));
    }
    labels = Collections.unmodifiableSortedMap(stated);
  }

  /** An enum whose type and labels have the derived names. */
  public EnumType(String name, List<String> values) {
    this(name, Optional.empty(), values, new TreeMap<>());
  }

  /** The label of a value in the database. */
  public String label(String value) {
    return labels.getOrDefault(value, value);
  }

  /** The labels of all values, in order. */
  public List<String> allLabels() {
    return values.stream().map(this::label).toList();
  }

  /**
   * Returns the enum with another name.
   *
   * @param kept the name of its type; empty stands for the derived one
   */
  public EnumType withName(String newName, Optional<String> kept) {
    return new EnumType(newName, kept, values, labels);
  }

  /** Returns the enum with another name for its type; empty stands for the derived one. */
  public EnumType withType(Optional<String> newType) {
    return new EnumType(name, newType, values, labels);
  }

  /** Returns the enum with these values; those that it has keep their labels. */
  public EnumType withValues(List<String> newValues) {
    return new EnumType(name, type, newValues, labels);
  }

  /** Returns the enum with another label for a value. */
  public EnumType withLabel(String value, String label) {
    SortedMap<String, String> all = new TreeMap<>(labels);
    all.put(value, label);
    return new EnumType(name, type, values, all);
  }

  /** Returns the enum with one more value. */
  public EnumType plusValue(int index, String value, Optional<String> label) {
    List<String> all = new ArrayList<>(values);
    all.add(index, value);
    SortedMap<String, String> given = new TreeMap<>(labels);
    label.ifPresent(each -> given.put(value, each));
    return new EnumType(name, type, all, given);
  }

  /** Returns the enum with a value renamed, and with this label for it. */
  public EnumType withRenamedValue(String from, String to, String label) {
    List<String> all = new ArrayList<>(values);
    all.replaceAll(value -> value.equals(from) ? to : value);
    SortedMap<String, String> others = new TreeMap<>(labels);
    others.remove(from);
    others.put(to, label);
    return new EnumType(name, type, all, others);
  }
}
