package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
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
 * Which entries of the migrations directory are migrations. Whatever might have been one, and is
 * not named so, is refused: a migration that is passed over in silence is worse than an error.
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
   * The migrations in order, numbered from 1 without a gap; none where there is no directory.
   *
   * @throws Refusal when the directory holds anything else that looks like a migration
   */
  List<MigrationName> names() {
    List<MigrationName> names = unordered();
    checkNumbers(names);
    return names;
  }

  /**
   * The migrations by number and name, whatever numbers they have.
   *
   * @throws Refusal when the directory holds anything else that looks like a migration
   */
  List<MigrationName> unordered() {
    List<String> entries = entries();
    checkTwins(entries);
    List<MigrationName> names = new ArrayList<>();
    for (String entry : entries) {
      Optional<MigrationName> name = MigrationName.parse(entry);
      if (name.isPresent()) {
        checkIsDirectory(entry);
        names.add(name.get());
      } else if (looksLikeMigration(entry)) {
        throw new Refusal(misnamed(entry));
      }
    }
    names.sort(null);
    return names;
  }

  /** Every entry that could be a migration, sorted; hidden files and known neighbours are none. */
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
            shown + " is a symbolic link that leads nowhere: mend it or delete it", e);
      }
      return List.of();
    } catch (IOException e) {
      throw new EnvironmentFailure("cannot read " + shown + ": " + DirectoryErrorText.of(e), e);
    }
  }

  /** Java lists a pipe by opening it, and waits for somebody at its other end. */
  private void refusePipe() {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new EnvironmentFailure(
          "cannot read "
              + shown
              + ": "
              + DirectoryErrorText.of(new NotDirectoryException(directory.toString())));
    }
  }

  private void checkTwins(List<String> entries) {
    Map<String, String> seen = new HashMap<>();
    for (String entry : entries) {
      String twin = seen.put(entry.toLowerCase(Locale.ROOT), entry);
      if (twin != null) {
        throw new Refusal(
            path(twin)
                + " and "
                + path(entry)
                + " differ only in upper and lower case, so that only one of them exists on"
                + " Windows and macOS.\nDelete the one that does not belong there.");
      }
    }
  }

  private void checkIsDirectory(String entry) {
    Path child = directory.resolve(entry);
    if (Files.isSymbolicLink(child)) {
      throw new Refusal(
          path(entry)
              + " is a symbolic link; a migration is a real directory.\n"
              + "Put the directory itself there, or remove the link.");
    }
    if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refusal(
          path(entry)
              + " is a file, and has the name of a migration, which is a directory.\n"
              + "Move it out of "
              + shown
              + ".");
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
    return path(entry)
        + " is not named like a migration: a number of four digits (zeros in front), an"
        + " underscore, then lower-case letters, digits and underscores"
        + suggestion(entry).map(name -> ", such as " + name).orElse("")
        + ".\nGive it its name back, or move it out of "
        + shown
        + ".";
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
        throw new Refusal(twice(names.get(i - 1), name));
      }
      if (name.number() != i + 1) {
        String missing = MigrationName.digits(i + 1);
        throw new Refusal(
            shown
                + ": migration "
                + missing
                + " is missing: "
                + (i == 0 ? "the first is " : "after " + names.get(i - 1) + " comes ")
                + name
                + ".\nRestore the deleted directory with `git checkout -- "
                + shown
                + "`, or give the directories their old numbers back.");
      }
    }
  }

  private String twice(MigrationName first, MigrationName second) {
    return path(first.text())
        + " and "
        + path(second.text())
        + " have one number.\n"
        + "Two branches planned them at the same time: run `mvn kizaki:rebase` to put one on top of"
        + " the other.";
  }

  /** A name on a disk can hold what would steer a terminal. */
  private String path(String entry) {
    return shown + "/" + UnsafeCharacters.escaped(entry);
  }
}
