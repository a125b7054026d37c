package dev.kizaki.engine.object;

import dev.kizaki.engine.object.CommandEffect.Alters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands that drop what an object made and make it again from another text, without the loss
 * of what its texts do not say: owner and rights (of columns too), comments, whether a trigger or
 * rule is enabled, and of a materialized view the indexes and whether it is filled. What a text
 * says itself comes from the new text alone.
 */
public final class MadeAnew {
  private MadeAnew() {}

  /**
   * @param old the text that made what the database has
   * @param drop the commands that drop it
   * @param now the text that makes it again
   * @return commands for one transaction, in whose session the schema of the tables is first on the
   *     search path; some contain semicolons
   */
  public static List<String> commands(ObjectScript old, List<String> drop, ObjectScript now) {
    List<Counterparts.Pair> pairs = Counterparts.of(old.madeNames(), now.madeNames());
    List<String> commands = new ArrayList<>();
    old.commentTargets().stream()
        .filter(each -> !now.commentTargets().contains(each))
        .forEach(each -> commands.add("comment on %s is null".formatted(each)));
    if (!pairs.isEmpty()) {
      commands.add(KeepCommands.keep(pairs, altered(old, now), namesOnTables(old, now)));
    }
    commands.addAll(drop);
    now.commands().forEach(each -> commands.add(each.text()));
    if (!pairs.isEmpty()) {
      commands.add(RestoreCommand.TEXT);
    }
    return List.copyOf(commands);
  }

  private static Set<String> altered(ObjectScript old, ObjectScript now) {
    return Stream.of(old, now)
        .flatMap(each -> each.commands().stream())
        .filter(each -> each.effect() instanceof Alters)
        .map(each -> ((Alters) each.effect()).subject().address())
        .collect(Collectors.toSet());
  }

  private static List<String> namesOnTables(ObjectScript old, ObjectScript now) {
    Stream<String> indexes = Stream.of(old, now).flatMap(each -> each.indexes().stream());
    Stream<String> others =
        Stream.of(old, now)
            .flatMap(each -> each.madeNames().stream())
            .filter(each -> each.kind().isOnTable())
            .map(MadeObject::name);
    return Stream.concat(indexes, others).distinct().sorted().toList();
  }
}
