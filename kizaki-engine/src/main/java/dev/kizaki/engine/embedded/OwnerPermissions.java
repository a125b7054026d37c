package dev.kizaki.engine.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;

/** Files and folders that nobody but this user can read, from the moment they exist. */
final class OwnerPermissions {
  private OwnerPermissions() {}

  static void createDirectory(Path directory) throws IOException {
    if (posix(directory)) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
      keepForThisUser(directory);
    }
  }

  /** Creates the file with this line; fails if it exists. */
  static void writeNewFile(Path file, String line) throws IOException {
    if (posix(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
      keepForThisUser(file);
    }
    Files.writeString(file, line + "\n", StandardOpenOption.WRITE);
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Windows. The user by name and not the file's owner: an administrator's files are owned by a
   * group that PostgreSQL's programs drop before they run.
   */
  private static void keepForThisUser(Path path) throws IOException {
    AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
    if (view == null) {
      return; // a file system without permissions has none to set
    }
    UserPrincipal user =
        path.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
    AclEntry.Builder entry =
        AclEntry.newBuilder()
            .setType(AclEntryType.ALLOW)
            .setPrincipal(user)
            .setPermissions(EnumSet.allOf(AclEntryPermission.class));
    if (Files.isDirectory(path)) {
      entry.setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT);
    }
    view.setAcl(List.of(entry.build()));
  }
}
