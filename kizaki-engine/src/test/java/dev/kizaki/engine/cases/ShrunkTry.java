package dev.kizaki.engine.cases;

import dev.kizaki.engine.cases.GenerativeTry.Way;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a counterexample small: parts of its schemas, differences between them and rows are left
 * out, as long as it fails in the same way.
 */
final class ShrunkTry {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What can be left out of a line. */
  private static final Pattern DETAIL =
      Pattern.compile(
          " @\\w+\\(\\w+\\([^()]*\\)\\)| @\\w+(?:\\([^()]*\\))?| = [^@]*?(?=,$| @)|, \\w+: \\w+"
              + "|, \\w+: \"[^\"]*\"|, \\w+: \\[\\w+\\]|\\?|, \\w+(?=(?: @label\\(\"[^\"]*\"\\))?(?:,| \\}))"
              + "| (?:desc|nullsFirst|nullsLast)\\b");

  private static final Pattern DIAGNOSTIC = Pattern.compile("Diagnostic\\[.*?message=(.*?), hint=");

  private final Function<GenerativeTry, Optional<Throwable>> run;
  private final String kind;
  private final Instant end = Instant.now().plus(LIMIT);
  private GenerativeTry smallest;

  private ShrunkTry(
      GenerativeTry tried, String kind, Function<GenerativeTry, Optional<Throwable>> run) {
    this.smallest = tried;
    this.kind = kind;
    this.run = run;
  }

  /**
   * The smallest try that was found.
   *
   * @param run gives the error of a try
   */
  static GenerativeTry of(
      GenerativeTry tried, Throwable error, Function<GenerativeTry, Optional<Throwable>> run) {
    ShrunkTry shrunk = new ShrunkTry(tried, kind(error), run);
    shrunk.leaveOutRevisions();
    shrunk.fails(shrunk.smallest.withFirstChoices());
    boolean smaller = true;
    while (smaller && Instant.now().isBefore(shrunk.end)) {
      smaller = shrunk.leaveOutParts();
    }
    return shrunk.smallest;
  }

  /** What errors of one cause have in common: the innermost error and the place of its throw. */
  static String kind(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String state = cause instanceof SQLException sql ? " " + sql.getSQLState() : "";
    String text = String.valueOf(cause.getMessage());
    Matcher diagnostic = DIAGNOSTIC.matcher(text);
    boolean isShort = diagnostic.find() || !state.isEmpty();
    String words =
        isShort
            ? withoutNames(
                state.isEmpty() ? diagnostic.group(1) : text.lines().findFirst().orElse(""))
            : "";
    String place =
        Arrays.stream(cause.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("dev.kizaki"))
            .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
            .findFirst()
            .orElse("");
    return (cause.getClass().getSimpleName() + state + " " + place + " " + words).strip();
  }

  /** A message without what differs from one try to the next. */
  static String withoutNames(String message) {
    return message.replaceAll("\"[^\"]*\"|'[^']*'|\\w*\\d\\w*|, the one as .*", "…");
  }

  private boolean fails(GenerativeTry candidate) {
    if (candidate.equals(smallest) || Instant.now().isAfter(end)) {
      return false;
    }
    if (run.apply(candidate).filter(error -> kind(error).equals(kind)).isEmpty()) {
      return false;
    }
    smallest = candidate;
    return true;
  }

  /** A single pair is best, then a shorter history. */
  private void leaveOutRevisions() {
    List<String> all = smallest.revisions();
    if (!smallest.way().isHistory()) {
      return;
    }
    for (int i = all.size() - 2; i >= 0; i--) {
      if (fails(smallest.with(Way.PLAIN, all.subList(i, i + 2)))) {
        return;
      }
    }
    for (int i = all.size() - 1; i >= 0 && smallest.revisions().size() > 2; i--) {
      List<String> fewer = new ArrayList<>(smallest.revisions());
      if (i < fewer.size()) {
        fewer.remove(i);
        fails(smallest.with(fewer));
      }
    }
  }

  private boolean leaveOutParts() {
    boolean smaller = false;
    for (String declaration : declarations()) {
      smaller |= inAny(text -> text.without(declaration));
      smaller |= asBefore(declaration);
      for (String subject : subjects(declaration)) {
        smaller |= inAny(text -> text.withLine(declaration, subject, Optional.empty()));
        smaller |= asBefore(declaration, subject);
      }
      if (declaration.startsWith("entity ")) {
        smaller |= fails(smallest.withoutRowsOf(declaration.substring("entity ".length())));
      }
    }
    for (String line : lines()) {
      smaller |= leaveOutDetails(line);
    }
    return smaller;
  }

  private List<SchemaText> texts() {
    return smallest.revisions().stream().map(SchemaText::of).toList();
  }

  private Set<String> declarations() {
    Set<String> all = new TreeSet<>();
    texts().forEach(text -> all.addAll(text.declarations().keySet()));
    return all;
  }

  private Set<String> subjects(String declaration) {
    Set<String> all = new LinkedHashSet<>();
    for (SchemaText text : texts()) {
      text.parts(declaration).forEach(line -> all.add(SchemaText.subject(line)));
    }
    return all;
  }

  private Set<String> lines() {
    Set<String> all = new LinkedHashSet<>();
    smallest.revisions().forEach(text -> all.addAll(text.lines().toList()));
    return all;
  }

  /** Changes all revisions, or else one of them. */
  private boolean inAny(UnaryOperator<SchemaText> change) {
    if (inAll(change)) {
      return true;
    }
    boolean smaller = false;
    for (int i = 0; i < smallest.revisions().size(); i++) {
      smaller |= in(i, change);
    }
    return smaller;
  }

  private boolean inAll(UnaryOperator<SchemaText> change) {
    return fails(smallest.with(texts().stream().map(text -> change.apply(text).text()).toList()));
  }

  private boolean in(int revision, UnaryOperator<SchemaText> change) {
    List<String> changed = new ArrayList<>(smallest.revisions());
    changed.set(revision, change.apply(SchemaText.of(changed.get(revision))).text());
    return fails(smallest.with(changed));
  }

  /** A declaration stays as it is before the revision. */
  private boolean asBefore(String declaration) {
    boolean smaller = false;
    for (int i = 1; i < smallest.revisions().size(); i++) {
      List<String> before =
          SchemaText.of(smallest.revisions().get(i - 1))
              .declarations()
              .getOrDefault(declaration, List.of());
      smaller |= !before.isEmpty() && in(i, text -> text.with(declaration, before));
    }
    return smaller;
  }

  private boolean asBefore(String declaration, String subject) {
    boolean smaller = false;
    for (int i = 1; i < smallest.revisions().size(); i++) {
      Optional<String> before =
          SchemaText.of(smallest.revisions().get(i - 1)).line(declaration, subject);
      smaller |= before.isPresent() && in(i, text -> text.withLine(declaration, subject, before));
    }
    return smaller;
  }

  private boolean leaveOutDetails(String line) {
    boolean smaller = false;
    String current = line;
    Matcher detail = DETAIL.matcher(current);
    int from = 0;
    while (detail.find(from)) {
      String shorter = current.substring(0, detail.start()) + current.substring(detail.end());
      String longer = current;
      if (inAny(text -> text.replaced(longer, shorter))) {
        smaller = true;
        from = Math.min(detail.start(), shorter.length());
        current = shorter;
        detail = DETAIL.matcher(current);
      } else {
        from = detail.end();
      }
    }
    return smaller;
  }
}
