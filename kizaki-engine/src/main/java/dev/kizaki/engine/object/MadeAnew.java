package dev.kizaki.engine.object;

import java.util.ArrayList;
import java.util.List;

/** The commands that drop what an object made and make it again from another text. */
public final class MadeAnew {
  private MadeAnew() {}

  /**
   * @param old the text that made what the database has
   * @param drop the commands that drop it
   * @param now the text that makes it again
   * @return commands for one transaction, in whose session the schema of the tables is first on the
   *     search path
   */
  public static List<String> commands(ObjectScript old, List<String> drop, ObjectScript now) {
    List<String> commands = new ArrayList<>(drop);
    now.commands().forEach(each -> commands.add(each.text()));
    return List.copyOf(commands);
  }
}
