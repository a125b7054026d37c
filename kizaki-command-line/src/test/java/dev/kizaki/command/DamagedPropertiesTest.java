package dev.kizaki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file of options is read, or refused as a usage that the user can correct. */
final class DamagedPropertiesTest {
  private static final String VALID =
      "# options\ntarget = 0001_initial\nahead=accept\nlock-timeout: 1 s\nusername=\\u00fc\\\n  x\n";
  private static final String[] PARTS = {
    "\\",
    "\\u",
    "\\u12",
    "=",
    ":",
    " ",
    "\n",
    "\r",
    "#",
    "!",
    "\u0000",
    "\ufeff",
    "\u00fc",
    "target=",
    "config=a\n"
  };

  @TempDir private Path directory;

  @Test
  void editedFiles() throws IOException {
    Random random = new Random(20261201);
    int refused = 0;
    for (int number = 0; number < 2_000; number++) {
      refused += isRefused(edited(random)) ? 1 : 0;
    }
    assertThat(refused).isBetween(500, 1_999);
  }

  @Test
  void longFiles() {
    for (String part :
        new String[] {"a", "\\", "\\u0041", "#\n", "a=\n", "target=x\n", "=", "\\\n", " "}) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () -> isRefused(part.repeat(1_000_000).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static byte[] edited(Random random) {
    StringBuilder text = new StringBuilder(VALID);
    for (int edits = random.nextInt(4); edits >= 0; edits--) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.insert(at, PARTS[random.nextInt(PARTS.length)]);
      } else {
        text.delete(at, at + random.nextInt(8));
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(5) == 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private boolean isRefused(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("kizaki.properties"), bytes);
    try {
      for (Map.Entry<Option, String> each : PropertiesFile.read(file.toString()).entrySet()) {
        assertThat(each.getValue()).isNotBlank();
      }
      return false;
    } catch (UsageException e) {
      assertThat(e.getMessage()).isNotBlank();
      return true;
    }
  }
}
