package dev.kizaki.engine.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.BranchConfig;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads refs and trees of the repository that contains a project. */
final class GitRepository {
  private static final String REMOTE = "remote";
  private static final List<String> DEFAULT_BRANCHES = List.of("main", "master");
  private static final String INIT = "init";
  private static final String DEFAULT_BRANCH = "defaultBranch";

  private final Repository repository;
  private final Path path;

  /**
   * @param path of the file or directory that is read; need not exist
   */
  private GitRepository(Repository repository, Path path) {
    this.repository = repository;
    this.path = path;
  }

  /**
   * @param file the file that a directory must contain to be listed; absent to list all
   */
  static List<UpstreamBranch> upstreamBranches(
      Path projectRoot, Path migrations, Optional<String> file, Consumer<String> warning) {
    return reading(
        projectRoot, migrations, List.of(), warning, each -> each.upstreamBranches(file));
  }

  /** The file as the default branch has it, or else the branch that the checked-out one tracks. */
  static Optional<UpstreamFile> upstreamFile(
      Path projectRoot, Path file, Consumer<String> warning) {
    return reading(projectRoot, file, Optional.empty(), warning, GitRepository::upstreamFile);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(GitRepository repository) throws IOException;
  }

  /** Reads the repository that contains the project, or returns a value if there is none. */
  private static <T> T reading(
      Path projectRoot, Path path, T none, Consumer<String> warning, Reading<T> reading) {
    IsolatedSystemReader.install();
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(projectRoot.toFile());
    if (builder.getGitDir() == null) {
      return none;
    }
    try (Repository repository = builder.setMustExist(true).build()) {
      return repository.isBare() ? none : reading.of(new GitRepository(repository, path));
    } catch (IOException | RuntimeException e) {
      // JGit throws exceptions of any kind for a damaged repository.
      warning.accept(
          "The Git repository cannot be read, so it is not known what the upstream branch holds: "
              + e.getMessage());
      return none;
    }
  }

  private List<UpstreamBranch> upstreamBranches(Optional<String> file) throws IOException {
    Optional<String> inTree = pathInTree();
    Optional<Ref> common = defaultBranch();
    List<Ref> refs = new ArrayList<>();
    tracked().ifPresent(refs::add);
    common.filter(ref -> refs.stream().noneMatch(each -> isSame(each, ref))).ifPresent(refs::add);
    List<UpstreamBranch> branches = new ArrayList<>();
    for (Ref ref : refs) {
      branches.add(
          new UpstreamBranch(
              Repository.shortenRefName(ref.getName()),
              common.filter(each -> isSame(each, ref)).isPresent(),
              inTree.isPresent() ? directories(ref.getObjectId(), inTree.get(), file) : Set.of()));
    }
    return branches;
  }

  private Optional<UpstreamFile> upstreamFile() throws IOException {
    Optional<String> inTree = pathInTree();
    Optional<Ref> branch = defaultBranch();
    if (branch.isEmpty()) {
      branch = tracked();
    }
    if (inTree.isEmpty() || branch.isEmpty()) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk file =
            TreeWalk.forPath(
                repository, inTree.get(), walk.parseCommit(branch.get().getObjectId()).getTree())) {
      if (file == null || (file.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
        return Optional.empty();
      }
      return Optional.of(
          new UpstreamFile(
              Repository.shortenRefName(branch.get().getName()),
              repository.open(file.getObjectId(0)).getBytes()));
    }
  }

  private Optional<Ref> defaultBranch() throws IOException {
    boolean hasRemote = !repository.getConfig().getSubsections(REMOTE).isEmpty();
    return hasRemote ? remoteDefaultBranch() : localDefaultBranch();
  }

  private static boolean isSame(Ref one, Ref other) {
    return one.getName().equals(other.getName());
  }

  private Optional<Ref> tracked() throws IOException {
    Ref head = repository.exactRef(Constants.HEAD);
    if (head == null || !head.isSymbolic()) {
      return Optional.empty();
    }
    String branch = Repository.shortenRefName(head.getTarget().getName());
    String tracking = new BranchConfig(repository.getConfig(), branch).getTrackingBranch();
    return tracking == null ? Optional.empty() : existing(tracking);
  }

  private Optional<Ref> remoteDefaultBranch() throws IOException {
    Optional<String> remote = remote(repository.getConfig());
    if (remote.isEmpty()) {
      return Optional.empty();
    }
    String prefix = Constants.R_REMOTES + remote.get() + "/";
    Optional<Ref> head = existing(prefix + Constants.HEAD);
    for (String name : DEFAULT_BRANCHES) {
      if (head.isEmpty()) {
        head = existing(prefix + name);
      }
    }
    return head;
  }

  /**
   * The local default branch, if it is not checked out. Git does not record which branch is the
   * default one, so it is the branch with the name that {@code init.defaultBranch} has in the
   * configuration of the repository, or else {@code main} or {@code master}. The configuration of
   * the user is not read, because the result must be the same on each machine.
   */
  private Optional<Ref> localDefaultBranch() throws IOException {
    List<String> names = new ArrayList<>(DEFAULT_BRANCHES);
    Optional.ofNullable(repository.getConfig().getString(INIT, null, DEFAULT_BRANCH))
        .ifPresent(name -> names.add(0, name));
    Ref head = repository.exactRef(Constants.HEAD);
    for (String name : names) {
      Optional<Ref> branch = existing(Constants.R_HEADS + name);
      if (branch.isPresent()) {
        return branch.filter(
            ref -> head == null || !head.isSymbolic() || !isSame(head.getTarget(), ref));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> remote(Config config) {
    Set<String> remotes = config.getSubsections(REMOTE);
    if (remotes.contains(Constants.DEFAULT_REMOTE_NAME)) {
      return Optional.of(Constants.DEFAULT_REMOTE_NAME);
    }
    return remotes.size() == 1 ? Optional.of(remotes.iterator().next()) : Optional.empty();
  }

  /** The ref that a name leads to, if it has a commit. */
  private Optional<Ref> existing(String name) throws IOException {
    Ref ref = repository.exactRef(name);
    return Optional.ofNullable(ref).map(Ref::getLeaf).filter(leaf -> leaf.getObjectId() != null);
  }

  /** The path in a tree; absent if it is outside the work tree. */
  private Optional<String> pathInTree() throws IOException {
    Path root = repository.getWorkTree().toPath().toRealPath();
    Path existing = path;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    Path real = existing.toRealPath().resolve(existing.relativize(path)).normalize();
    return real.startsWith(root)
        ? Optional.of(root.relativize(real).toString().replace('\\', '/'))
        : Optional.empty();
  }

  private Set<String> directories(ObjectId commit, String path, Optional<String> file)
      throws IOException {
    Set<String> names = new HashSet<>();
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk tree = new TreeWalk(repository)) {
      Optional<ObjectId> root = subtree(walk.parseCommit(commit).getTree(), path);
      if (root.isPresent()) {
        tree.addTree(root.get());
        while (tree.next()) {
          if (tree.getFileMode().equals(FileMode.TREE)
              && (file.isEmpty() || holds(tree.getObjectId(0), file.get()))) {
            names.add(tree.getNameString());
          }
        }
      }
    }
    return names;
  }

  private boolean holds(ObjectId tree, String file) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, file, tree)) {
      return walk != null;
    }
  }

  private Optional<ObjectId> subtree(ObjectId root, String path) throws IOException {
    ObjectId at = root;
    for (String name : Stream.of(path.split("/")).filter(each -> !each.isEmpty()).toList()) {
      try (TreeWalk walk = TreeWalk.forPath(repository, name, at)) {
        if (walk == null || !walk.getFileMode().equals(FileMode.TREE)) {
          return Optional.empty();
        }
        at = walk.getObjectId(0);
      }
    }
    return Optional.of(at);
  }
}
