package dev.kizaki.engine.project;

import dev.kizaki.engine.compile.ObjectFile;
import dev.kizaki.engine.file.IoErrorText;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.source.ConflictMarkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the files that objects name with {@code create from} and {@code drop from}. A path is
 * relative to the file with the declaration, and leads to a file in the schema directory on every
 * machine: it is not absolute, does not go up, and contains no symbolic link.
 */
final class ObjectFiles {
  private static final Pattern SEPARATOR = Pattern.compile("/");

  private final Path directory;
  private final Path root;

  private ObjectFiles(Path directory, Path root) {
    this.directory = directory;
    this.root = root;
  }

  static Map<ObjectText.InFile, ObjectFile> read(
      List<InspireFile> files, Path directory, Path root) {
    ObjectFiles reader =
        new ObjectFiles(directory.toAbsolutePath().normalize(), root.toAbsolutePath().normalize());
    return files.stream()
        .flatMap(file -> file.declarations().stream())
        .filter(ObjectDeclaration.class::isInstance)
        .map(ObjectDeclaration.class::cast)
        .flatMap(object -> Stream.of(object.create(), object.drop()))
        .flatMap(Optional::stream)
        .filter(ObjectText.InFile.class::isInstance)
        .map(ObjectText.InFile.class::cast)
        .distinct()
        .collect(Collectors.toMap(Function.identity(), reader::read));
  }

  private ObjectFile read(ObjectText.InFile named) {
    String path = named.path().text();
    List<String> parts = List.of(SEPARATOR.split(path, -1));
    if (parts.stream().anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
        || path.indexOf('\\') >= 0
        || path.indexOf(':') >= 0) {
      return new ObjectFile.Refused(
          "\"%s\" is not the path of a file beside or below this one".formatted(path),
          "write a relative path with / and without .., such as \"views/open_task.sql\"");
    }
    try {
      Path file = root.resolve(named.span().source().name()).getParent();
      for (String part : parts) {
        file = file.resolve(part);
        if (Files.isSymbolicLink(file)) {
          return new ObjectFile.Refused(
              "%s is a symbolic link".formatted(SchemaDirectory.name(file, root)),
              "put the file itself there");
        }
      }
      if (!file.normalize().startsWith(directory)) {
        return new ObjectFile.Refused(
            "%s is outside of the schema directory".formatted(SchemaDirectory.name(file, root)),
            "move it into the schema directory");
      }
      return read(file);
    } catch (InvalidPathException e) {
      return new ObjectFile.Refused(
          "\"%s\" is not a path".formatted(path), "write the path of a file, with /");
    }
  }

  private ObjectFile read(Path file) {
    String name = SchemaDirectory.name(file, root);
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return new ObjectFile.Refused(
            "%s is not a file".formatted(name), "name the file that contains the SQL");
      }
      Utf8Text text = Utf8Text.of(name, Files.readAllBytes(file));
      if (text.problem().isPresent()) {
        return new ObjectFile.Unusable(text.problem().get());
      }
      return ConflictMarkers.in(text.source()).isEmpty()
          ? new ObjectFile.Found(text.source())
          : new ObjectFile.Refused(
              "%s contains conflict markers of Git".formatted(name),
              "resolve the conflict in that file, and remove the lines <<<<<<<, ======= and >>>>>>>");
    } catch (NoSuchFileException e) {
      return new ObjectFile.Refused(
          "there is no file %s".formatted(name), "create it, or correct the path");
    } catch (IOException e) {
      return new ObjectFile.Refused(
          "%s cannot be read: %s".formatted(name, IoErrorText.of(e)), "correct its permissions");
    }
  }
}
