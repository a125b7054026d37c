package dev.kizaki.engine.changelog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a changelog. After the XML declaration it has a comment of one line that records what
 * the file was written for. So kizaki can decide without Liquibase whether the file is current.
 *
 * @param title the beginning of the comment: the kind of file and the version of its format
 * @param subject what the content was written for; if it differs, the content must be written again
 */
public record ChangelogFile(String title, String subject) {
  /** The state of an existing or missing file. */
  public enum State {
    CURRENT,
    MISSING,
    /** Not edited, but written for another subject. */
    OUTDATED,
    /** Edited after it was written. */
    EDITED
  }

  private static final Pattern HEADED =
      Pattern.compile(
          "(?s)(<\\?xml [^\\n]*\\?>\\r?\\n)?"
              + "<!-- kizaki ([^,\\n]+), ([^\\n]*), content ([0-9a-f]{64}) -->\\r?\\n(.*)");

  private static final Pattern DECLARED = Pattern.compile("(?s)(<\\?xml .*?\\?>)?\\s*(.*)");

  public ChangelogFile {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(subject, "subject");
  }

  /**
   * The changelog of one migration. The comment contains the digest and also the migration's name,
   * because the digest does not cover the name, which is part of the id of each change set.
   */
  public static ChangelogFile of(String schema, String migration, String digest) {
    return new ChangelogFile(
        "changelog 1",
        "schema %s, migration %s, digest %s"
            .formatted(ChangeSetFile.encoded(schema), migration, digest));
  }

  /** The file that includes the changelogs of these migrations. */
  public static ChangelogFile master(List<String> migrations) {
    return new ChangelogFile(
        "changelog-master 1", "includes " + ContentHash.of(String.join("\n", migrations)));
  }

  /** The text of the file: the rendered XML with the comment. */
  public String text(String rendered) {
    Matcher parts = DECLARED.matcher(rendered.replace("\r\n", "\n"));
    if (!parts.matches()) {
      throw new IllegalStateException("the pattern takes any text");
    }
    String content = parts.group(2).stripTrailing() + "\n";
    String declaration = Optional.ofNullable(parts.group(1)).map(line -> line + "\n").orElse("");
    String comment =
        "<!-- kizaki %s, %s, content %s -->\n".formatted(title, subject, ContentHash.of(content));
    return declaration + comment + content;
  }

  /** The state of the file with this text; absent if there is no file. */
  public State state(Optional<String> text) {
    if (text.isEmpty()) {
      return State.MISSING;
    }
    Matcher headed = HEADED.matcher(text.get());
    if (!headed.matches() || !ContentHash.of(headed.group(5)).equals(headed.group(4))) {
      return State.EDITED;
    }
    return headed.group(2).equals(title) && headed.group(3).equals(subject)
        ? State.CURRENT
        : State.OUTDATED;
  }
}
