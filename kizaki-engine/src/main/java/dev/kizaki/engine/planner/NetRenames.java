package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The renames that a list of statements amounts to. Three statements that exchange two names by way
 * of a third one amount to two renames, and a name that is changed and changed back to none. Only
 * elements that exist before the first statement count.
 */
public final class NetRenames {
  /** The place of an element that no statement renames. */
  private static final int NEVER = -1;

  /**
   * An element, which is known by its current name.
   *
   * @param name its name before the first statement; empty if a statement added it
   * @param renamed the place of the last statement that renamed it
   */
  private record Origin(Optional<String> name, int renamed) {
    static Origin added() {
      return new Origin(Optional.empty(), NEVER);
    }

    static Origin old(String name) {
      return new Origin(Optional.of(name), NEVER);
    }
  }

  /** An entity with its fields, or an enum with its values. */
  private static final class Owner {
    private final Map<String, Origin> members = new HashMap<>();
    private Origin origin;

    Owner(Origin origin) {
      this.origin = origin;
    }

    /** Removes a member. One that no statement has mentioned is as old as its owner. */
    Origin remove(String member) {
      Optional<Origin> mentioned = Optional.ofNullable(members.remove(member));
      return mentioned.orElseGet(
          () -> origin.name().isPresent() ? Origin.old(member) : Origin.added());
    }
  }

  /** The owners that a statement has mentioned, by their current names. */
  private final Map<NamedElement, Owner> owners = new HashMap<>();

  private final Map<Integer, Answer.Rename> byPlace = new TreeMap<>();

  private NetRenames(List<PlanStatement> statements) {
    for (int place = 0; place < statements.size(); place++) {
      follow(statements.get(place), place);
    }
    owners.forEach(
        (element, owner) -> {
          collect(element, owner.origin);
          owner.members.forEach((member, origin) -> collect(member(element, member), origin));
        });
  }

  /** Follows the statements from the first to the last. */
  public static NetRenames of(List<PlanStatement> statements) {
    return new NetRenames(statements);
  }

  /**
   * Returns the renames in the order of the statements that complete them. Fields and values are
   * named with the last name of their owner, as in an answer.
   */
  public List<Answer.Rename> all() {
    return List.copyOf(byPlace.values());
  }

  /** Returns the rename that the statement at this place completes, if it completes one. */
  Optional<Answer.Rename> completedAt(int place) {
    return Optional.ofNullable(byPlace.get(place));
  }

  private void follow(PlanStatement statement, int place) {
    if (statement instanceof RenameStatement rename) {
      rename(rename.element(), rename.to(), place);
    } else if (statement.element() instanceof NamedElement element) {
      if (statement.verb() == Verb.ADD) {
        put(element, Origin.added());
      } else if (statement.verb() == Verb.DROP) {
        remove(element);
      }
    }
  }

  private void rename(NamedElement element, String to, int place) {
    if (element.equals(element.root())) {
      Owner owner = owner(element);
      owners.remove(element);
      owner.origin = new Origin(owner.origin.name(), place);
      owners.put(element.withName(to), owner);
    } else {
      Origin origin = owner(element.root()).remove(element.name());
      put(element.withName(to), new Origin(origin.name(), place));
    }
  }

  private void put(NamedElement element, Origin origin) {
    if (element.equals(element.root())) {
      owners.put(element, new Owner(origin));
    } else {
      owner(element.root()).members.put(element.name(), origin);
    }
  }

  private void remove(NamedElement element) {
    if (element.equals(element.root())) {
      owners.remove(element);
    } else {
      owner(element.root()).members.remove(element.name());
    }
  }

  private Owner owner(NamedElement root) {
    return owners.computeIfAbsent(root, element -> new Owner(Origin.old(element.name())));
  }

  private void collect(NamedElement current, Origin origin) {
    origin
        .name()
        .filter(old -> !old.equals(current.name()))
        .ifPresent(
            old ->
                byPlace.put(
                    origin.renamed(), new Answer.Rename(current.withName(old), current.name())));
  }

  private static NamedElement member(NamedElement owner, String name) {
    return owner.kind() == ElementKind.ENTITY
        ? SchemaElement.field(owner.name(), name)
        : SchemaElement.value(owner.name(), name);
  }
}
