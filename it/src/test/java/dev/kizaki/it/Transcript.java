package dev.kizaki.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The output of the goals of a build, without Maven's own output: {@code $ kizaki:plan}, the lines
 * of that goal without {@code [INFO]}, and, if the build failed, the whole message of the failure.
 * Two lines are left out: the one that names the database, because its port differs from run to
 * run, and the one that says what to do next.
 *
 * <pre>
 * $ kizaki:apply
 * Applying 0001_initial...
 * Done.
 * BUILD SUCCESS
 * </pre>
 */
public final class Transcript {
  private static final Pattern GOAL =
      Pattern.compile("\\[INFO] --- kizaki(?:-maven-plugin)?:[^:]+:(\\S+) \\(.*");
  private static final Pattern FAILURE =
      Pattern.compile("\\[ERROR] Failed to execute goal \\S+ \\(\\S+\\) on project [^:]+: ?(.*)");
  private static final Pattern END = Pattern.compile("\\[INFO] (?:-{20,}|--- .*|-+< .*)");

  /** Maven's own lines; the second one is of Maven 4. */
  private static final Pattern TRANSFER =
      Pattern.compile(
          "\\[INFO] (?:Download(?:ing|ed) from .*|Copying \\S+ to project local repository)");

  private static final Pattern AROUND = Pattern.compile("\\[INFO] (?:Database|Next): .*");
  private static final String RESULT = "[INFO] BUILD ";
  private static final String INFO = "[INFO] ";
  private static final String ERROR = "[ERROR] ";
  private static final String HELP = "-> [Help 1]";

  private enum Place {
    ELSEWHERE,
    GOAL,
    FAILURE
  }

  private final List<String> said = new ArrayList<>();
  private Place place = Place.ELSEWHERE;

  /** Whether the lines about the database and the next step are kept. */
  private final boolean whole;

  private Transcript(boolean whole) {
    this.whole = whole;
  }

  /**
   * Reads the log of one build, or of several one after the other, without the lines that name the
   * database and the next step.
   */
  public static String of(List<String> log) {
    return of(log, false);
  }

  /** Reads the log of one build with every line of its goals. */
  static String whole(List<String> log) {
    return of(log, true);
  }

  private static String of(List<String> log, boolean whole) {
    Transcript transcript = new Transcript(whole);
    log.forEach(transcript::read);
    return String.join("\n", transcript.said) + "\n";
  }

  /** Reads the log that maven-invoker-plugin keeps in a project's directory. */
  public static String of(File project) throws IOException {
    return of(Files.readAllLines(project.toPath().resolve("build.log")));
  }

  private void read(String line) {
    Matcher goal = GOAL.matcher(line);
    Matcher failure = FAILURE.matcher(line);
    if (goal.matches()) {
      leaveGoal();
      said.add("$ kizaki:" + goal.group(1));
      place = Place.GOAL;
    } else if (line.startsWith(RESULT)) {
      said.add(line.substring(INFO.length()));
    } else if (failure.matches()) {
      place = Place.FAILURE;
      if (!failure.group(1).isBlank()) {
        fail(failure.group(1));
      }
    } else if (line.startsWith("\tat ")) {
      said.add(line); // a stack trace is nowhere expected, and must not be overlooked
    } else if (place == Place.FAILURE) {
      fail(line.replaceFirst("^\\[ERROR] ?", ""));
    } else if (END.matcher(line).matches()) {
      leaveGoal();
    } else if (place == Place.GOAL
        && !TRANSFER.matcher(line).matches()
        && (whole || !AROUND.matcher(line).matches())) {
      said.add(line.startsWith(INFO) ? line.substring(INFO.length()) : line);
    }
  }

  /** Maven prints an empty line before the next goal. */
  private void leaveGoal() {
    if (place == Place.GOAL && said.get(said.size() - 1).isBlank()) {
      said.remove(said.size() - 1);
    }
    place = Place.ELSEWHERE;
  }

  private void fail(String line) {
    boolean last = line.endsWith(HELP);
    String message =
        (last ? line.substring(0, line.length() - HELP.length()) : line).stripTrailing();
    if (!last || !message.isEmpty()) {
      said.add((ERROR + message).stripTrailing());
    }
    if (last) {
      place = Place.ELSEWHERE;
    }
  }
}
