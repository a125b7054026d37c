package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import dev.kizaki.engine.catalog.ObjectUse;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The declarations of adopted objects: one for each, and one for operators that name each other.
 */
final class ObjectDeclarations {
  private final ObjectNames names;
  private final ObjectUses uses;

  ObjectDeclarations(ObjectNames names, ObjectUses uses) {
    this.names = names;
    this.uses = uses;
  }

  /** The declarations by the order of what they make. */
  List<AdoptedObject> of(Collection<FoundObject> objects) {
    return groups(objects).stream().map(this::declaration).toList();
  }

  private static Collection<List<FoundObject>> groups(Collection<FoundObject> objects) {
    Map<ObjectSignature, List<FoundObject>> groups = new TreeMap<>();
    objects.forEach(each -> groups.put(each.signature(), new ArrayList<>(List.of(each))));
    for (FoundObject each : objects) {
      if (each.signature().kind() != Kind.OPERATOR) {
        continue;
      }
      for (ObjectUse use : each.uses()) {
        if (use instanceof ObjectUse.Own own && own.signature().kind() == Kind.OPERATOR) {
          join(groups, each.signature(), own.signature());
        }
      }
    }
    Map<ObjectSignature, List<FoundObject>> byFirst = new TreeMap<>();
    groups.values().forEach(each -> byFirst.put(first(each), each));
    return byFirst.values();
  }

  private static void join(
      Map<ObjectSignature, List<FoundObject>> groups, ObjectSignature one, ObjectSignature other) {
    List<FoundObject> members = groups.get(one);
    List<FoundObject> others = groups.get(other);
    if (others != null && members != others) {
      members.addAll(others);
      members.sort((a, b) -> a.signature().compareTo(b.signature()));
      members.forEach(each -> groups.put(each.signature(), members));
    }
  }

  private static ObjectSignature first(List<FoundObject> group) {
    return group.get(0).signature();
  }

  private AdoptedObject declaration(List<FoundObject> group) {
    String name = names.name(first(group));
    TreeSet<String> used = new TreeSet<>();
    TreeSet<String> guessed = new TreeSet<>();
    List<String> commands = new ArrayList<>();
    group.forEach(each -> commands.addAll(each.commands()));
    for (FoundObject each : group) {
      commands.addAll(each.comments());
      used.addAll(uses.recorded(each.signature()));
      guessed.addAll(uses.guessed(each.signature()));
    }
    used.addAll(guessed);
    group.forEach(each -> used.remove(names.name(each.signature())));
    String create = String.join(";\n", commands) + ";";
    return new AdoptedObject(
        new SqlObject(
            name,
            List.copyOf(used),
            create,
            ObjectScript.of(create).dropCommands().isPresent()
                ? Optional.empty()
                : Optional.of(drop(group))),
        new TreeSet<>(group.stream().map(FoundObject::signature).toList()),
        names.file(first(group)),
        guessed);
  }

  private static String drop(List<FoundObject> group) {
    List<FoundObject> reversed = new ArrayList<>(group);
    Collections.reverse(reversed);
    StringBuilder text = new StringBuilder();
    reversed.forEach(
        each ->
            text.append("DROP ")
                .append(each.signature().kind().word().toUpperCase(Locale.ROOT))
                .append(' ')
                .append(each.signature().identity().replaceFirst("\\(", " ("))
                .append(";\n"));
    return text.toString().stripTrailing();
  }
}
