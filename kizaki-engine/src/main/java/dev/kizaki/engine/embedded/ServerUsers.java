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
  Registration register() throws IOException {
    Path file = folder.resolve(thisProcess() + UUID.randomUUID() + SUFFIX);
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

  /**
   * The process ids of the users, one entry for each user. Deletes the files of ended processes.
   */
  List<Long> present() throws IOException {
    List<Long> processes = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        if (locked(file)) {
          String name = file.getFileName().toString();
          processes.add(Long.parseLong(name.substring(0, name.indexOf('-'))));
        } else {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return processes;
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
