package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the entries of the migrations directory that are migrations. An entry that looks like a
 * migration but has another kind of name is refused, because a silently ignored migration is worse
 * than an error.
 */
final class DirectoryListing {
  private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,9})[^A-Za-z0-9]*(.*)");

  private final Path directory;
  private final String shown;

  /**
   * @param shown the directory as messages print it
   */
  DirectoryListing(Path directory, String shown) {
    this.directory = directory;
    this.shown = shown;
  }

  /**
   * Returns the migrations in order, numbered from 1 without a gap. The list is empty if the
   * directory does not exist.
   *
   * @throws Refusal when the directory holds anything else that looks like a migration
   */
  List<MigrationName> names() {
    List<MigrationName> names = unordered();
    checkNumbers(names);
    return names;
  }

  /**
   * Returns the migrations sorted by number and name. Numbers may be missing or occur twice.
   *
   * @throws Refusal when the directory holds anything else that looks like a migration
   */
  List<MigrationName> unordered() {
    List<String> entries = entries();
    checkCase(entries);
    List<MigrationName> names = new ArrayList<>();
    for (String entry : entries) {
      Optional<MigrationName> name = MigrationName.parse(entry);
      if (name.isPresent()) {
        checkIsDirectory(entry);
        names.add(name.get());
      } else if (looksLikeMigration(entry)) {
        throw new Refusal(RefusalCode.MIGRATION_NAME, misnamed(entry));
      }
    }
    names.sort(null);
    return names;
  }

  /** Returns the sorted entries, without hidden files, readmes and the master changelog. */
  private List<String> entries() {
    refusePipe();
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .map(child -> child.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .filter(name -> !name.equals(ChangelogFiles.MASTER))
          .filter(name -> !name.toLowerCase(Locale.ROOT).startsWith("readme"))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(directory)) {
        throw new EnvironmentFailure(
            RefusalCode.HISTORY_UNREADABLE,
            shown + " is a broken symbolic link: correct it or delete it",
            e);
      }
      return List.of();
    } catch (IOException e) {
      throw new EnvironmentFailure(
          RefusalCode.HISTORY_UNREADABLE,
          "cannot read " + shown + ": " + DirectoryErrorText.of(e),
          e);
    }
  }

  /** Refuses a named pipe: Java opens it to list it, and would wait for a writer. */
  private void refusePipe() {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new EnvironmentFailure(
          RefusalCode.HISTORY_UNREADABLE,
          "cannot read %s: %s"
              .formatted(
                  shown, DirectoryErrorText.of(new NotDirectoryException(directory.toString()))));
    }
  }

  private void checkCase(List<String> entries) {
    Map<String, String> seen = new HashMap<>();
    for (String entry : entries) {
      String other = seen.put(entry.toLowerCase(Locale.ROOT), entry);
      if (other != null) {
        throw new Refusal(
            RefusalCode.MIGRATION_NAME_CASE,
            """
            %s and %s differ only in upper and lower case, so that only one of them exists on \
            Windows and macOS.
            Delete the wrong one.\
            """
                .formatted(path(other), path(entry)));
      }
    }
  }

  private void checkIsDirectory(String entry) {
    Path child = directory.resolve(entry);
    if (Files.isSymbolicLink(child)) {
      throw new Refusal(
          RefusalCode.MIGRATION_NOT_A_DIRECTORY,
          """
          %s is a symbolic link; a migration must be a real directory.
          Replace the link by the directory, or delete the link.\
          """
              .formatted(path(entry)));
    }
    if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refusal(
          RefusalCode.MIGRATION_NOT_A_DIRECTORY,
          """
          %s is a file with the name of a migration; a migration must be a directory.
          Move the file out of %s.\
          """
              .formatted(path(entry), shown));
    }
  }

  private boolean looksLikeMigration(String entry) {
    Path child = directory.resolve(entry);
    if (!Files.isDirectory(child)) {
      return false;
    }
    return Character.isDigit(entry.charAt(0))
        || Files.exists(child.resolve(MigrationFiles.PLAN))
        || Files.exists(child.resolve(MigrationFiles.SNAPSHOT));
  }

  private String misnamed(String entry) {
    return """
    %s is not named like a migration: four digits with leading zeros, an underscore, then \
    lower-case letters, digits and underscores%s.
    Correct its name, or move it out of %s.\
    """
        .formatted(
            path(entry), suggestion(entry).map(name -> ", such as " + name).orElse(""), shown);
  }

  private static Optional<String> suggestion(String entry) {
    Matcher matcher = NUMBERED.matcher(entry);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String slug = matcher.group(2).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    int number = Integer.parseInt(matcher.group(1));
    return slug.isEmpty()
        ? Optional.empty()
        : MigrationName.parse(MigrationName.digits(number) + "_" + slug).map(MigrationName::text);
  }

  private void checkNumbers(List<MigrationName> names) {
    for (int i = 0; i < names.size(); i++) {
      MigrationName name = names.get(i);
      if (i > 0 && names.get(i - 1).number() == name.number()) {
        refuseBegunByHand(names, i - 1, i + 1);
        refuseBegunByHand(names, i, i + 1);
        throw new Refusal(RefusalCode.NUMBER_TWICE, sameNumber(names.get(i - 1), name));
      }
      if (name.number() != i + 1) {
        refuseBegunByHand(names, i, i + 1);
        String missing = MigrationName.digits(i + 1);
        String found =
            i == 0
                ? "the first is %s".formatted(name)
                : "%s is followed by %s".formatted(names.get(i - 1), name);
        throw new Refusal(
            RefusalCode.NUMBER_MISSING,
            """
            %s: migration %s is missing: %s.
            Restore the deleted directory with `git checkout -- %s`, or restore the old numbers \
            of the directories.\
            """
                .formatted(shown, missing, found, shown));
      }
    }
  }

  /**
   * Refuses one of the latest migrations if a person began it by hand with a wrong number.
   *
   * @param end the position after the migrations that are checked; there must be no other
   */
  private void refuseBegunByHand(List<MigrationName> names, int at, int end) {
    MigrationName name = names.get(at);
    Path snapshot = directory.resolve(name.text()).resolve(MigrationFiles.SNAPSHOT);
    if (end == names.size() && Files.notExists(snapshot, LinkOption.NOFOLLOW_LINKS)) {
      MigrationName next = new MigrationName(end, name.slug());
      throw new Refusal(
          RefusalCode.NUMBER_BEGUN_BY_HAND,
          """
          %1$s has no snapshot.json, and its number is not the next one, which is %2$s.
          If it was begun by hand, rename the directory to %3$s, let its plan begin with \
          `migration "%4$s" {`, and run `mvn kizaki:plan`. If directories before it were deleted, \
          restore them with `git checkout -- %5$s`.\
          """
              .formatted(
                  path(name.text()), MigrationName.digits(end), path(next.text()), next, shown));
    }
  }

  private String sameNumber(MigrationName first, MigrationName second) {
    return """
    %s and %s have the same number.
    Two branches planned them at the same time: run `mvn kizaki:rebase` to put one on top of \
    the other.\
    """
        .formatted(path(first.text()), path(second.text()));
  }

  /** Escapes the name, because it can contain control characters of a terminal. */
  private String path(String entry) {
    return shown + "/" + UnsafeCharacters.escaped(entry);
  }
}
