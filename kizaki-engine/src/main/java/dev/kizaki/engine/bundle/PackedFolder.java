package dev.kizaki.engine.bundle;

import dev.kizaki.engine.api.PackedHistory;
import dev.kizaki.engine.file.AtomicFile;
import dev.kizaki.engine.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * A packed history in a directory of classes or resources.
 *
 * @param directory the root of the class path
 */
public record PackedFolder(Path directory) {
  public PackedFolder {
    Objects.requireNonNull(directory, "directory");
  }

  /** Writes the entries, and deletes those of an earlier history. */
  public void replace(Map<String, byte[]> entries) throws IOException {
    FileTree.delete(directory.resolve(PackedHistory.LOCATION), Files::deleteIfExists);
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      AtomicFile.writeShared(directory.resolve(each.getKey()), each.getValue());
    }
  }
}
