package dev.kizaki.engine.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The users of a server: a folder with one file for each user, whose name contains the process id
 * and which that process keeps locked. The operating system releases the lock of a killed process,
 * so a file that can be locked has no user any more and is deleted. Callers must hold the home's
 * {@link ServerLock}.
 */
record ServerUsers(Path folder) {
  private static final String SUFFIX = ".user";

  /** One user. Its channel is the only one that this JVM opens on the file. */
  record Registration(Path file, FileChannel channel) {
    /** Ends the registration. A second call does nothing. */
    void end() throws IOException {
      channel.close();
      Files.deleteIfExists(file);
    }
  }

  /** Registers a user of this process. */
  Registration register(ServerUse use) throws IOException {
    Path file = folder.resolve(thisProcess() + UUID.randomUUID() + "." + use.word() + SUFFIX);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(file);
      throw e;
    }
    return new Registration(file, channel);
  }

  /** The users, without one of them. */
  List<ServerUser> besides(Registration one) throws IOException {
    return users(file -> !file.equals(one.file()));
  }

  /** The users. Deletes the files of ended processes. */
  List<ServerUser> present() throws IOException {
    return users(file -> true);
  }

  private List<ServerUser> users(Predicate<Path> which) throws IOException {
    List<ServerUser> users = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        if (locked(file)) {
          if (which.test(file)) {
            users.add(user(file.getFileName().toString()));
          }
        } else {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return users;
  }

  /** Reads {@code <process>-<start>-<uuid>.<use>.user}. */
  private static ServerUser user(String name) {
    String use = name.substring(name.indexOf('.') + 1, name.length() - SUFFIX.length() + 1);
    return new ServerUser(
        Long.parseLong(name.substring(0, name.indexOf('-'))), ServerUse.of(use.replace(".", "")));
  }

  private static boolean locked(Path file) throws IOException {
    // A file of this process must not be opened again: closing a channel releases all locks that
    // the process has on that file (POSIX fcntl), and so would end the registration.
    if (file.getFileName().toString().startsWith(thisProcess())) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (AccessDeniedException e) {
      return true; // it belongs to another account and cannot be tested, so it counts as locked
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * The process id and the start time, because the same id is used again later and in other
   * containers.
   */
  private static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
    return self.pid() + "-" + started + "-";
  }
}
