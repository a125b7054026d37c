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

/** Creates files and folders that only this user can read, from the moment they exist. */
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

  /**
   * Creates the file with this line.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists
   */
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
   * Sets the access control list on Windows. It names the user and not the file's owner, because
   * the files of an administrator are owned by a group, and PostgreSQL's programs give up that
   * group before they run.
   */
  private static void keepForThisUser(Path path) throws IOException {
    AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
    if (view == null) {
      return; // the file system has no permissions
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
