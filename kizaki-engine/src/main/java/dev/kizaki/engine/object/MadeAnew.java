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
    Kept kept = Kept.inTransaction();
    List<String> commands = new ArrayList<>(keep(old, now, kept));
    commands.addAll(drop);
    now.commands().forEach(each -> commands.add(each.text()));
    commands.addAll(restore(old, now, kept));
    return List.copyOf(commands);
  }

  /**
   * The commands before an object is dropped that one session makes again later, also in another
   * transaction.
   *
   * @param old the text that made what the database has
   * @param now the text that makes it again
   * @param number tells the object from others that are not there at the same time
   */
  public static List<String> before(ObjectScript old, ObjectScript now, int number) {
    return keep(old, now, forSession(number));
  }

  /** The commands after an object is made again, with the arguments of {@link #before}. */
  public static List<String> after(ObjectScript old, ObjectScript now, int number) {
    return restore(old, now, forSession(number));
  }

  private static Kept forSession(int number) {
    return new Kept("kizaki.kept_" + number, true);
  }

  private static List<String> keep(ObjectScript old, ObjectScript now, Kept kept) {
    List<String> commands = new ArrayList<>();
    old.commentTargets().stream()
        .filter(each -> !now.commentTargets().contains(each))
        .forEach(each -> commands.add("comment on %s is null".formatted(each)));
    List<Counterparts.Pair> pairs = pairs(old, now);
    if (!pairs.isEmpty()) {
      commands.add(KeepCommands.keep(kept, pairs, altered(old, now), namesOnTables(old, now)));
    }
    return commands;
  }

  private static List<String> restore(ObjectScript old, ObjectScript now, Kept kept) {
    List<Counterparts.Pair> pairs = pairs(old, now);
    return pairs.isEmpty() ? List.of() : List.of(RestoreCommand.of(kept, pairs));
  }

  private static List<Counterparts.Pair> pairs(ObjectScript old, ObjectScript now) {
    return Counterparts.of(old.madeNames(), now.madeNames());
  }

  /**
   * The commands that replace what is there. {@code create or replace trigger} enables a trigger
   * that was disabled, so its state is kept.
   *
   * @param old the text that made what the database has
   * @param now a text with {@link ObjectScript#replaceCommands}
   */
  public static List<String> replacing(ObjectScript old, ObjectScript now) {
    List<Counterparts.Pair> triggers =
        pairs(old, now).stream().filter(each -> each.after().kind() == ObjectKind.TRIGGER).toList();
    Kept kept = Kept.inTransaction();
    List<String> commands = new ArrayList<>();
    if (!triggers.isEmpty()) {
      commands.add(KeepCommands.keep(kept, triggers, altered(old, now), List.of()));
    }
    commands.addAll(now.replaceCommands().orElseThrow());
    if (!triggers.isEmpty()) {
      commands.add(RestoreCommand.of(kept, triggers));
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
