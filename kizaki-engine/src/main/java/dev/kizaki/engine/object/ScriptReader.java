package dev.kizaki.engine.object;

import dev.kizaki.engine.object.CommandEffect.Alters;
import dev.kizaki.engine.object.CommandEffect.Indexes;
import dev.kizaki.engine.object.CommandEffect.Makes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the commands of a text one after the other, up to the first problem. */
final class ScriptReader {
  private final String text;
  private final List<ObjectCommand> commands = new ArrayList<>();
  private final List<MadeObject> made = new ArrayList<>();
  private final Set<String> addresses = new HashSet<>();
  private final List<String> indexes = new ArrayList<>();

  private ScriptReader(String text) {
    this.text = text;
  }

  static ObjectScript read(String text) {
    ScriptReader reader = new ScriptReader(text);
    Commands split = Commands.of(text);
    Optional<ObjectProblem> problem = split.problem();
    if (problem.isEmpty()) {
      problem = reader.readAll(split.list());
    }
    return new ObjectScript(text, reader.commands, problem);
  }

  private Optional<ObjectProblem> readAll(List<List<Lexeme>> split) {
    for (List<Lexeme> command : split) {
      try {
        add(command);
      } catch (Cursor.ProblemException e) {
        return Optional.of(e.problem());
      }
    }
    return made.isEmpty()
        ? Optional.of(
            new ObjectProblem(
                1, "the text makes nothing; write the command that creates the object"))
        : Optional.empty();
  }

  private void add(List<Lexeme> command) {
    CommandEffect effect = effect(new Cursor(command));
    if (effect instanceof Makes makes) {
      effect = isFilled(makes.made()) ? new Alters(makes.made()) : makes;
    }
    if (effect instanceof Makes makes) {
      addMade(command, makes.made());
    }
    if (effect instanceof Indexes index) {
      indexes.add(index.index());
    }
    Lexeme first = command.get(0);
    String whole = text.substring(first.start(), command.get(command.size() - 1).end());
    commands.add(new ObjectCommand(whole, first.line(), effect));
  }

  /** Whether an earlier command makes it as a shell: {@code create type name}. */
  private boolean isFilled(MadeObject object) {
    return object.kind() == ObjectKind.TYPE
        && !object.droppable()
        && addresses.contains(object.address());
  }

  private void addMade(List<Lexeme> command, MadeObject object) {
    if (!addresses.add(object.address())) {
      throw new Cursor(command)
          .problem("the text makes %s twice; keep one of both".formatted(object.address()));
    }
    made.add(object);
  }

  private CommandEffect effect(Cursor cursor) {
    if (cursor.accept("create")) {
      return FollowUp.isIndex(cursor)
          ? followUp(cursor).index()
          : new Makes(CreateReader.read(cursor));
    }
    if (cursor.accept("comment")) {
      return followUp(cursor).comment();
    }
    if (cursor.accept("alter")) {
      return followUp(cursor).alter();
    }
    throw cursor.problem(NotForObjects.command(SqlName.fold(cursor.nextWord())));
  }

  private FollowUp followUp(Cursor cursor) {
    return new FollowUp(cursor, made, indexes);
  }
}
