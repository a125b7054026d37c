package dev.kizaki.engine.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Runs every kind of write in a loop in one migrations directory, starting from any state of it.
 * For tests that kill the process during a write.
 */
final class EndlessWriting {
  private static final List<Consumer<MigrationsDirectory>> WRITES =
      List.of(
          directory -> directory.write("0002_draft", "plan a", "snapshot a"),
          directory -> directory.replace("0002_draft", "0002_draft", "plan b", "snapshot b"),
          directory -> directory.replace("0002_draft", "0002_other", "plan c", "snapshot c"),
          directory -> directory.writeSnapshot("0002_other", "snapshot d"),
          directory -> exchange(directory, "0001_initial", "0002_other"),
          directory -> exchange(directory, "0001_other", "0002_initial"),
          directory -> directory.remove("0002_other"));

  private EndlessWriting() {}

  private static void exchange(MigrationsDirectory directory, String first, String second) {
    directory.changeAll(List.of(exchanged(first, "0002"), exchanged(second, "0001")));
  }

  private static MigrationChange exchanged(String from, String number) {
    String to = number + from.substring(4);
    return new MigrationChange(
        from, Optional.of(new MigrationChange.Content(to, "plan of " + to, "snapshot of " + to)));
  }

  /** Runs in the directory of the argument until it is killed; prints a line when it starts. */
  public static void main(String[] arguments) throws IOException {
    SampleHistory history = new SampleHistory(Path.of(arguments[0]));
    List<Map<String, String>> states =
        states(Files.createTempDirectory(Path.of(arguments[0]), "states"));
    System.out.println("ready");
    while (true) {
      history.directory().list();
      WRITES.get(states.indexOf(visible(history))).accept(history.directory());
    }
  }

  /** The state before each of the writes; the last write restores the first state. */
  static List<Map<String, String>> states(Path scratch) throws IOException {
    SampleHistory history = begun(scratch);
    List<Map<String, String>> states = new ArrayList<>();
    for (Consumer<MigrationsDirectory> write : WRITES) {
      states.add(history.tree());
      write.accept(history.directory());
    }
    if (!history.tree().equals(states.get(0)) || states.stream().distinct().count() != 7) {
      throw new IllegalStateException("no round of seven different states: " + states);
    }
    return states;
  }

  /** One migration with other files of a team. */
  static SampleHistory begun(Path root) throws IOException {
    SampleHistory history = new SampleHistory(root);
    history.directory().write("0001_initial", "plan of 0001_initial", "snapshot of 0001_initial");
    Files.writeString(history.file("0001_initial").resolve("why.md"), "because");
    return history;
  }

  /** The files without those that the next writer deletes. */
  static Map<String, String> visible(SampleHistory history) {
    Map<String, String> visible = new TreeMap<>(history.tree());
    visible.keySet().removeIf(path -> path.startsWith("."));
    return visible;
  }
}
