package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The account under which PostgreSQL's programs run. Users other than root run them under their own
 * account. PostgreSQL refuses to run as root. So root either enters a user namespace, where its
 * files remain its own while it appears as the user nobody, or becomes nobody with {@code setpriv}
 * where namespaces are forbidden (in most containers). {@code setpriv} keeps one capability, which
 * allows access to directories that only root may enter, because the project and the programs may
 * be in such directories.
 *
 * @param prefix the first words of each command line
 * @param owner the user id that must own the data directory; empty on systems without user ids
 */
record ServerAccount(List<String> prefix, OptionalInt owner) {
  private static final int ROOT = 0;

  static final List<String> NAMESPACE = List.of("unshare", "--user");

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  /**
   * Chooses the account for a server.
   *
   * @param folder the folder that contains or will contain the data directory; exists and belongs
   *     to this user
   * @param program one of the programs, to test whether the account can execute it
   */
  static ServerAccount choose(Path folder, Path program) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return new ServerAccount(List.of(), OptionalInt.empty());
    }
    int self = number(Command.run(List.of("id", "-u")));
    if (self != ROOT) {
      return new ServerAccount(List.of(), OptionalInt.of(self));
    }
    List<ServerAccount> candidates = new ArrayList<>();
    candidates.add(new ServerAccount(NAMESPACE, OptionalInt.of(ROOT)));
    nobody().ifPresent(candidates::add);
    return chooseForRoot(candidates, folder, program);
  }

  /**
   * Chooses the first candidate that works on this machine. A candidate that already owns the data
   * is tried first.
   */
  static ServerAccount chooseForRoot(List<ServerAccount> candidates, Path folder, Path program)
      throws IOException {
    OptionalInt current = ownerOf(folder.resolve(ServerHome.DATA));
    List<ServerAccount> ordered = new ArrayList<>(candidates);
    ordered.sort(
        (left, right) ->
            Boolean.compare(right.owner().equals(current), left.owner().equals(current)));
    for (ServerAccount candidate : ordered) {
      if (candidate.reaches(folder, program)) {
        return candidate;
      }
    }
    throw new EmbeddedServerException(
        RefusalCode.EMBEDDED_UNSUPPORTED,
        """
        PostgreSQL refuses to run as root, and root can run it under another account neither with \
        `unshare --user` nor with `setpriv` here; run the build as another user, or set url to a \
        server of your own.\
        """);
  }

  /** The account nobody, if it exists. */
  static Optional<ServerAccount> nobody() throws IOException {
    Command.Result user = Command.run(List.of("id", "-u", "nobody"));
    Command.Result group = Command.run(List.of("id", "-g", "nobody"));
    if (user.exitCode() != 0 || group.exitCode() != 0) {
      return Optional.empty();
    }
    // PostgreSQL checks its programs with access(2), which by default ignores the capabilities of
    // users other than root. The securebits change this.
    List<String> prefix =
        List.of(
            "setpriv",
            "--reuid=" + number(user),
            "--regid=" + number(group),
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override",
            "--securebits=+no_setuid_fixup");
    return Optional.of(new ServerAccount(prefix, OptionalInt.of(number(user))));
  }

  private boolean reaches(Path folder, Path program) throws IOException {
    List<String> question = new ArrayList<>(prefix);
    question.addAll(List.of("sh", "-c", "test -w \"$1\" && test -x \"$2\"", "sh"));
    question.add(folder.toString());
    question.add(program.toString());
    return Command.run(question).exitCode() == 0;
  }

  /**
   * Makes this account the owner of the data directory of a stopped server, if the build runs as
   * root. An earlier build as root may have used another account.
   */
  void take(Path data) throws IOException {
    OptionalInt current = ownerOf(data);
    if (owner.isEmpty() || current.equals(owner)) {
      return;
    }
    if (prefix.isEmpty()) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_OTHER_OWNER,
          """
          The embedded database in %s belongs to another user (id %d), who created it; run as that \
          user, or ask that user to delete it.\
          """
              .formatted(data, current.getAsInt()));
    }
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(directory, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setAttribute(file, "unix:uid", owner.getAsInt(), LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static OptionalInt ownerOf(Path file) throws IOException {
    if (!Files.exists(file)
        || !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of((Integer) Files.getAttribute(file, "unix:uid"));
  }

  private static int number(Command.Result result) {
    return Integer.parseInt(result.output().strip());
  }
}
