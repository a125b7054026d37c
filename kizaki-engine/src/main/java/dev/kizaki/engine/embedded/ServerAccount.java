package dev.kizaki.engine.embedded;

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
 * As whom PostgreSQL's programs run. Everybody but root runs them as himself. PostgreSQL refuses to
 * run as root, so root either enters a user namespace, where its files stay its own while it
 * appears as nobody, or, where that is forbidden (most containers), becomes nobody with {@code
 * setpriv}. The second keeps one capability, to pass through directories that only root may enter,
 * since both the project and the programs may lie in such.
 *
 * @param prefix what every command line starts with
 * @param owner the user id that must own the data directory, empty where there are no user ids
 */
record ServerAccount(List<String> prefix, OptionalInt owner) {
  private static final int ROOT = 0;

  static final List<String> NAMESPACE = List.of("unshare", "--user");

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  /**
   * The account for a server whose data directory is or will be in the folder.
   *
   * @param folder exists, belongs to this user
   * @param program one of the programs, to try whether the account reaches it
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

  /** The first candidate that works here; one that owns the data already comes first. */
  static ServerAccount chooseForRoot(List<ServerAccount> candidates, Path folder, Path program)
      throws IOException {
    OptionalInt present = ownerOf(folder.resolve(ServerHome.DATA));
    List<ServerAccount> ordered = new ArrayList<>(candidates);
    ordered.sort(
        (left, right) ->
            Boolean.compare(right.owner().equals(present), left.owner().equals(present)));
    for (ServerAccount candidate : ordered) {
      if (candidate.reaches(folder, program)) {
        return candidate;
      }
    }
    throw new EmbeddedServerException(
        "PostgreSQL refuses to run as root, and neither `unshare --user` nor `setpriv` lets root run"
            + " it as somebody else here; run the build as another user, or set url to a server of"
            + " your own.");
  }

  /** The account nobody, if there is one. */
  static Optional<ServerAccount> nobody() throws IOException {
    Command.Result user = Command.run(List.of("id", "-u", "nobody"));
    Command.Result group = Command.run(List.of("id", "-g", "nobody"));
    if (user.exitCode() != 0 || group.exitCode() != 0) {
      return Optional.empty();
    }
    // PostgreSQL asks access(2) about its programs, which by default forgets the capabilities of
    // whoever is not root: hence the securebits.
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
   * Gives the data directory of a stopped server to this account, if root may; a build as root may
   * follow one that ran it by other means.
   */
  void take(Path data) throws IOException {
    OptionalInt present = ownerOf(data);
    if (owner.isEmpty() || present.equals(owner)) {
      return;
    }
    if (prefix.isEmpty()) {
      throw new EmbeddedServerException(
          "The embedded database in "
              + data
              + " belongs to another user (id "
              + present.getAsInt()
              + "), who created it; run as that user, or have that user delete it.");
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
