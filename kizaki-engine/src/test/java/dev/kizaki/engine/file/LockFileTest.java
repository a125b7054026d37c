package dev.kizaki.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path root;

  @Test
  void threadsOfOneJvmFollowEachOther() throws Exception {
    Path file = root.resolve("lock");
    AtomicInteger inside = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Integer>> most = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      most.add(
          threads.submit(
              () ->
                  LockFile.holding(
                      file,
                      MINUTE,
                      () -> {
                        int holders = inside.incrementAndGet();
                        Thread.onSpinWait();
                        inside.decrementAndGet();
                        return holders;
                      })));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    for (Future<Integer> each : most) {
      assertThat(each.get()).isOne();
    }
    assertThat(file).isRegularFile();
  }

  @Test
  void aLockThatIsNotReleasedIsReported() throws IOException {
    Path file = Files.createFile(root.resolve("lock"));
    try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
      other.lock();
      assertThat(failure(file, Duration.ofMillis(30)).reason()).isEqualTo(LockFailure.Reason.HELD);
    }
    assertThat(LockFile.holding(file, Duration.ZERO, () -> "done")).isEqualTo("done");
  }

  @Test
  void eachByteIsALockOfItsOwn() throws IOException {
    Path file = Files.createFile(root.resolve("lock"));
    long last = Long.MAX_VALUE >>> 1;
    try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
      other.lock(7, 1, false);
      assertThat(LockFile.holdingByte(file, last, Duration.ZERO, () -> "done")).isEqualTo("done");
      assertThat(
              catchThrowableOfType(
                      LockFailure.class,
                      () -> LockFile.holdingByte(file, 7, Duration.ZERO, () -> "not reached"))
                  .reason())
          .isEqualTo(LockFailure.Reason.HELD);
    }
    assertThat(file).isEmptyFile();
  }

  @Test
  void anInterruptedThreadGivesUpWithItsFlagSet() throws IOException {
    Path file = Files.createFile(root.resolve("lock"));
    try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
      other.lock();
      Thread waiting = Thread.currentThread();
      Thread later =
          new Thread(
              () -> {
                while (waiting.getState() != Thread.State.TIMED_WAITING) {
                  Thread.onSpinWait();
                }
                waiting.interrupt();
              });
      later.start();
      LockFailure.Reason reason = failure(file, MINUTE).reason();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(reason).isEqualTo(LockFailure.Reason.INTERRUPTED);
    }
  }

  @Test
  void onlyFilesCanBeLocked() throws IOException {
    Path folder = Files.createDirectory(root.resolve("folder"));
    LockFailure failure = failure(folder, MINUTE);
    assertThat(failure.reason()).isEqualTo(LockFailure.Reason.UNUSABLE);
    assertThat(IoErrorText.withFile(failure.ioCause())).isEqualTo(folder + ": it is not a file");
  }

  @Test
  void aFailureOfTheActionIsItsOwn() {
    assertThatThrownBy(
            () ->
                LockFile.holding(
                    root.resolve("lock"),
                    MINUTE,
                    () -> {
                      throw new IOException("of the action");
                    }))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("of the action");
  }

  private static LockFailure failure(Path file, Duration patience) {
    return catchThrowableOfType(
        LockFailure.class, () -> LockFile.holding(file, patience, () -> "not reached"));
  }
}
