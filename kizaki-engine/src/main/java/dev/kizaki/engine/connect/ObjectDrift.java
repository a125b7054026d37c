package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.jdbc.ExpressionComparison;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.postgres.ObjectForm;
import dev.kizaki.engine.postgres.ObjectForms;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether what the objects in SQL made is still there as they made it. What PostgreSQL prints of it
 * now is compared with what it printed after the migration.
 *
 * @param drift what is missing or was changed
 * @param unknown that of which it is unknown
 * @param made the names of all that the objects made
 */
record ObjectDrift(List<DriftItem> drift, List<UncertainObject> unknown, Set<ObjectName> made) {
  private static final ObjectDrift NONE = new ObjectDrift(List.of(), List.of(), Set.of());

  ObjectDrift {
    drift = List.copyOf(drift);
    unknown = List.copyOf(unknown);
    made = Set.copyOf(made);
  }

  /**
   * @param schema the PostgreSQL schema that holds the tables
   * @param applied whether a migration is applied; if not, it is unknown of all that is there
   *     whether it was changed, see {@link #against}
   * @param waits whether to wait for another session that has locked a table
   */
  static ObjectDrift of(
      Shape shape, ReadSession session, String schema, boolean applied, boolean waits) {
    List<ObjectForm> forms =
        shape.objects().stream().flatMap(each -> ObjectForms.of(each, schema).stream()).toList();
    if (forms.isEmpty()) {
      return NONE;
    }
    Map<String, String> kept = applied ? session.keptForms() : Map.of();
    Optional<Map<String, String>> live =
        session.printed(forms.stream().map(ObjectForm::form).toList(), waits);
    List<DriftItem> drift = new ArrayList<>();
    List<UncertainObject> unknown = new ArrayList<>();
    for (ObjectForm each : forms) {
      Optional<String> before = Optional.ofNullable(kept.get(each.form().place()));
      Optional<String> now = live.map(texts -> texts.get(each.form().place()));
      if (live.isPresent() && now.isEmpty()) {
        drift.add(new DriftItem.Missing(CatalogObject.of(each.name())));
      } else if (now.isEmpty() || !now.equals(before)) {
        addTo(drift, unknown, new UncertainObject(each, before, now));
      }
    }
    return new ObjectDrift(
        drift, unknown, forms.stream().map(ObjectForm::name).collect(Collectors.toSet()));
  }

  private static void addTo(
      List<DriftItem> drift, List<UncertainObject> unknown, UncertainObject uncertain) {
    if (uncertain.isChanged()) {
      drift.add(uncertain.drift());
    } else {
      unknown.add(uncertain);
    }
  }

  /**
   * Compares what is unknown with other texts.
   *
   * @param declared what PostgreSQL prints of what the objects make, by its place
   */
  ObjectDrift against(Map<String, String> declared) {
    List<DriftItem> changed = new ArrayList<>(drift);
    List<UncertainObject> rest = new ArrayList<>();
    for (UncertainObject each : unknown) {
      Optional<String> text = Optional.ofNullable(declared.get(each.object().form().place()));
      if (text.isEmpty() || !text.equals(each.live())) {
        addTo(changed, rest, new UncertainObject(each.object(), text, each.live()));
      }
    }
    return new ObjectDrift(changed, rest, made);
  }

  /**
   * Lets PostgreSQL parse the texts of what is unknown. Makes temporary objects, which are undone.
   *
   * @param sessions opens a session
   */
  ObjectDrift compared(Sessions sessions) {
    if (unknown.isEmpty()) {
      return this;
    }
    List<DriftItem> all = new ArrayList<>(drift);
    List<UncertainObject> rest = new ArrayList<>();
    try (ExpressionComparison comparison = ExpressionComparison.open(sessions)) {
      if (!comparison.isPossible()) {
        return this;
      }
      for (UncertainObject each : unknown) {
        switch (each.compare(comparison)) {
          case SAME -> {}
          case DIFFERENT -> all.add(each.drift());
          case UNKNOWN -> rest.add(each);
        }
      }
    }
    return new ObjectDrift(all, rest, made);
  }

  /**
   * Whether an object of the catalog is one that the objects made. Of functions only the name is
   * compared, because only the server knows that {@code int} is {@code integer}.
   */
  boolean hasMade(ObjectName name) {
    return made.contains(name)
        || name.kind() == ObjectKind.FUNCTION
            && made.stream()
                .filter(each -> each.kind() == ObjectKind.FUNCTION)
                .anyMatch(each -> routine(each).equals(routine(name)));
  }

  private static String routine(ObjectName name) {
    return name.name().substring(0, name.name().indexOf('(') + 1);
  }
}
