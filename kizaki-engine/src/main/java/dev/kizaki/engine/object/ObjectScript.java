package dev.kizaki.engine.object;

import dev.kizaki.engine.object.CommandEffect.Alters;
import dev.kizaki.engine.object.CommandEffect.Comments;
import dev.kizaki.engine.object.CommandEffect.Indexes;
import dev.kizaki.engine.object.CommandEffect.Makes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The text of an object: the commands that make it. The text is read only as far as needed to know
 * what each command makes; whether its SQL is right, the server decides.
 *
 * @param text the whole text
 * @param commands in order; if there is a problem, those before it
 * @param problem the first place that is not for objects or not whole
 */
public record ObjectScript(
    String text, List<ObjectCommand> commands, Optional<ObjectProblem> problem) {
  public ObjectScript {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(problem, "problem");
    commands = List.copyOf(commands);
  }

  /**
   * @param create the text after {@code create} in an object, or of the file that it names
   */
  public static ObjectScript of(String create) {
    return ScriptReader.read(create);
  }

  /** What the commands make, in order. */
  public List<MadeObject> madeNames() {
    return commands.stream().flatMap(each -> each.makes().stream()).toList();
  }

  /**
   * The commands that drop what the text makes, in reverse order. Comments, and the indexes of
   * materialized views, go with what they belong to.
   *
   * @return absent where it is not plain: of a base type, whose functions need it and are needed by
   *     it, and of an operator that names another one as its commutator or negator
   */
  public Optional<List<String>> dropCommands() {
    List<MadeObject> made = new ArrayList<>(madeNames());
    if (problem.isPresent() || !made.stream().allMatch(MadeObject::droppable)) {
      return Optional.empty();
    }
    Collections.reverse(made);
    return Optional.of(made.stream().map(MadeObject::drop).toList());
  }

  /**
   * The commands with {@code create or replace}.
   *
   * @return absent if PostgreSQL cannot replace something that the text makes. Whether it can
   *     replace what the database has, this does not say: a view, for example, keeps its columns
   */
  public Optional<List<String>> replaceCommands() {
    boolean isReplaceable =
        problem.isEmpty() && madeNames().stream().allMatch(each -> each.kind().isReplaceable());
    return isReplaceable
        ? Optional.of(commands.stream().map(ObjectScript::replace).toList())
        : Optional.empty();
  }

  /**
   * Whether the text before has a comment, or a change of what it makes, that this text does not
   * have. It would stay in the database if this text only replaced what is there.
   */
  public boolean leavesOut(ObjectScript before) {
    return !commentTargets().containsAll(before.commentTargets())
        || !changes().containsAll(before.changes());
  }

  private List<String> changes() {
    return commands.stream()
        .filter(each -> each.effect() instanceof Alters)
        .map(ObjectCommand::text)
        .toList();
  }

  private static String replace(ObjectCommand command) {
    if (!(command.effect() instanceof Makes)) {
      return command.text();
    }
    int end = "create".length();
    Cursor cursor = new Cursor(Commands.of(command.text()).list().get(0));
    return cursor.accept("create", "or", "replace")
        ? command.text()
        : command.text().substring(0, end) + " or replace" + command.text().substring(end);
  }

  /**
   * Where a position in the SQL of one of its commands is in the text.
   *
   * @param sql a command of the text, or one of {@link #replaceCommands}
   * @param position in characters from 1, as PostgreSQL counts; 0 for none
   * @return the offset; that of the command if there is no position; empty if the SQL is no command
   *     of the text
   */
  public OptionalInt offset(String sql, int position) {
    List<List<Lexeme>> split = Commands.of(text).list();
    for (int each = 0; each < commands.size(); each++) {
      String written = commands.get(each).text();
      if (sql.equals(written) || sql.equals(replace(commands.get(each)))) {
        int characters = Math.min(Math.max(position, 1), sql.codePointCount(0, sql.length())) - 1;
        int at = sql.offsetByCodePoints(0, characters);
        int inserted = at < "create".length() ? 0 : sql.length() - written.length();
        return OptionalInt.of(split.get(each).get(0).start() + Math.max(0, at - inserted));
      }
    }
    return OptionalInt.empty();
  }

  /** What the comments of the text are about, each in one form of writing. */
  List<String> commentTargets() {
    return commands.stream()
        .filter(each -> each.effect() instanceof Comments)
        .map(each -> ((Comments) each.effect()).target())
        .toList();
  }

  /** The names of the indexes that the text makes. */
  List<String> indexes() {
    return commands.stream()
        .filter(each -> each.effect() instanceof Indexes)
        .map(each -> ((Indexes) each.effect()).index())
        .toList();
  }

  /**
   * The identifiers in the text, as PostgreSQL keeps them: also those in strings, because these can
   * be bodies of functions or SQL that they run. Words of comments do not count.
   */
  public Set<String> words() {
    return Words.of(text);
  }
}
