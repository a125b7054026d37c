package dev.kizaki.engine.changelog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A changelog's file: what Liquibase reads, and behind the XML declaration a comment of one line
 * that says what it was written for. So whether it is current can be told without Liquibase.
 *
 * @param title what the comment begins with: the kind of file and the version of its form
 * @param subject what the content was written for; another subject needs another content
 */
public record ChangelogFile(String title, String subject) {
  /** How a file stands to what it should be. */
  public enum State {
    CURRENT,
    MISSING,
    /** As it was written, but for another subject. */
    OUTDATED,
    /** Not as it was written. */
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
   * The changelog of one migration. The digest does not cover the migration's name, which is in the
   * id of each change set; so the comment names both.
   */
  public static ChangelogFile of(String schema, String migration, String digest) {
    return new ChangelogFile(
        "changelog 1",
        "schema "
            + ChangeSetFile.encoded(schema)
            + ", migration "
            + migration
            + ", digest "
            + digest);
  }

  /** The file that includes the changelogs of these migrations. */
  public static ChangelogFile master(List<String> migrations) {
    return new ChangelogFile(
        "changelog-master 1", "includes " + ContentHash.of(String.join("\n", migrations)));
  }

  /** The file's text, of what Liquibase's serializer wrote. */
  public String text(String rendered) {
    Matcher parts = DECLARED.matcher(rendered.replace("\r\n", "\n"));
    if (!parts.matches()) {
      throw new IllegalStateException("the pattern takes any text");
    }
    String content = parts.group(2).stripTrailing() + "\n";
    String declaration = Optional.ofNullable(parts.group(1)).map(line -> line + "\n").orElse("");
    return declaration
        + "<!-- kizaki "
        + title
        + ", "
        + subject
        + ", content "
        + ContentHash.of(content)
        + " -->\n"
        + content;
  }

  /** What is to be said of the text that is there. */
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
