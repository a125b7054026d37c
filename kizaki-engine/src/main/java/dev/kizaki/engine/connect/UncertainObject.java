package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.jdbc.ExpressionComparison;
import dev.kizaki.engine.jdbc.ExpressionComparison.Outcome;
import dev.kizaki.engine.object.ObjectKind;
import dev.kizaki.engine.postgres.ObjectForm;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that an object in SQL made, of which the printed text is not the one that was kept.
 *
 * @param kept what PostgreSQL printed after the migration; absent if that was not kept
 * @param live what it prints now; absent if a table is locked
 */
record UncertainObject(ObjectForm object, Optional<String> kept, Optional<String> live) {
  /** The body of a function, which PostgreSQL keeps as it was written. */
  private static final Pattern BODY =
      Pattern.compile("(.*)\\nAS (\\$(?:function|procedure)x*\\$)(.*)\\2\\n?", Pattern.DOTALL);

  UncertainObject {
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(kept, "kept");
    Objects.requireNonNull(live, "live");
  }

  /**
   * Whether the texts show that it was changed. PostgreSQL prints expressions in other words after
   * a restore and in another version, but names, types and the bodies of functions are the same.
   */
  boolean isChanged() {
    if (kept.isEmpty() || live.isEmpty()) {
      return false;
    }
    return switch (object.kind()) {
      case VIEW, MATERIALIZED_VIEW, RULE, DOMAIN -> false;
      case TRIGGER, CONSTRAINT_TRIGGER ->
          !kept.get().contains(" WHEN (") && !live.get().contains(" WHEN (");
      case FUNCTION, PROCEDURE -> hasOtherBody(kept.get(), live.get());
      default -> true;
    };
  }

  private static boolean hasOtherBody(String one, String other) {
    Matcher first = BODY.matcher(one);
    Matcher second = BODY.matcher(other);
    boolean firstIsText = first.matches();
    boolean secondIsText = second.matches();
    return firstIsText != secondIsText
        || firstIsText && !first.group(3).equals(second.group(3))
        || firstIsText && !one.contains(" DEFAULT ") && !other.contains(" DEFAULT ");
  }

  /** Lets PostgreSQL parse both texts, if they are of a kind that it can parse apart. */
  Outcome compare(ExpressionComparison comparison) {
    if (kept.isEmpty() || live.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    return object.kind() == ObjectKind.VIEW || object.kind() == ObjectKind.MATERIALIZED_VIEW
        ? comparison.compareQueries(kept.get(), live.get())
        : Outcome.UNKNOWN;
  }

  DriftItem drift() {
    CatalogObject made = CatalogObject.of(object.name());
    return new DriftItem.Changed(
        made.with(Property.DEFINITION, lines(kept.orElseThrow())),
        made.with(Property.DEFINITION, lines(live.orElseThrow())),
        List.of(Property.DEFINITION));
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }
}
