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
 * Who uses a server: a folder with one file a user, named after its process and locked by it. The
 * lock of a killed process vanishes with it, so a file that can be locked counts for nothing and is
 * removed. All calls are made under the home's {@link ServerLock}.
 */
record ServerUsers(Path folder) {
  private static final String SUFFIX = ".user";

  /** One user; the only channel this JVM ever opens on its file. */
  record Registration(Path file, FileChannel channel) {
    /** Ends it; the second time does nothing. */
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

  /** The process ids of the users, one entry a user; forgets those whose process is gone. */
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
    // A file of this process is never opened a second time: closing a channel releases every lock
    // the process has on that file (POSIX fcntl), and so would quietly end the registration.
    if (file.getFileName().toString().startsWith(thisProcess())) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (AccessDeniedException e) {
      return true; // another account's: it cannot be tested, so it counts
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Process id and start time: the id alone comes round again, and repeats among containers. */
  private static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
    return self.pid() + "-" + started + "-";
  }
}
