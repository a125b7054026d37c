package dev.kizaki.engine.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * Unpacks a tar archive: files, directories and symbolic links, with long names as GNU tar and pax
 * write them. An entry outside the folder or of another type is refused. Only the owner gets
 * permissions.
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 64 * 1024;

  private final InputStream input;
  private final Path folder;
  private final byte[] header = new byte[BLOCK];

  private TarReader(InputStream input, Path folder) {
    this.input = input;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Unpacks everything.
   *
   * @param input the archive, uncompressed
   * @param folder exists and is empty
   * @throws IOException if the archive is damaged or contains an entry that is refused
   */
  static void unpack(InputStream input, Path folder) throws IOException {
    new TarReader(input, folder).unpackAll();
  }

  private void unpackAll() throws IOException {
    TarExtension extension = TarExtension.NONE;
    while (readHeader()) {
      long size = extension.size().orElse(number(124, 12));
      char type = (char) header[156];
      if (type == 'L' || type == 'K' || type == 'x') {
        extension = extension.with(type, readSmall(size));
      } else if (type == 'g') {
        readSmall(size); // defaults for the whole archive, such as times, which are not used
      } else {
        String name = extension.name().orElseGet(this::headerName);
        String link = extension.link().orElseGet(() -> text(157, 100));
        unpackEntry(type, inside(name), size, link);
        extension = TarExtension.NONE;
      }
    }
  }

  private void unpackEntry(char type, Path target, long size, String link) throws IOException {
    switch (type) {
      case '0', '\0' -> {
        Files.createDirectories(target.getParent());
        writeFile(target, size);
        permit(target, (number(100, 8) & 0100) != 0 ? "rwx------" : "rw-------");
      }
      case '5' -> {
        Files.createDirectories(target);
        permit(target, "rwx------");
      }
      case '2' -> {
        Files.createDirectories(target.getParent());
        inside(folder.relativize(target.getParent()).resolve(link).toString());
        Files.createSymbolicLink(target, Path.of(link));
      }
      default ->
          throw new IOException(
              "the archive contains %s of the unknown type %s"
                  .formatted(folder.relativize(target), type));
    }
  }

  /** The path of a name. It must be in the folder, and no parent of it may be a symbolic link. */
  private Path inside(String name) throws IOException {
    Path target = folder.resolve(name).normalize();
    if (Path.of(name).isAbsolute() || !target.startsWith(folder)) {
      throw new IOException("the archive points outside its folder: " + name);
    }
    for (Path above = target.getParent();
        above != null && above.startsWith(folder);
        above = above.getParent()) {
      if (Files.isSymbolicLink(above) && !above.equals(folder)) {
        throw new IOException("the archive writes through a symbolic link: " + name);
      }
    }
    return target;
  }

  private static void permit(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private boolean readHeader() throws IOException {
    int read = input.readNBytes(header, 0, BLOCK);
    if (read == 0 || isAllZero()) {
      return false;
    }
    if (read < BLOCK) {
      throw new EOFException("the archive ends within a header");
    }
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != number(148, 8)) {
      throw new IOException("the archive is damaged: a header has the wrong checksum");
    }
    return true;
  }

  private boolean isAllZero() {
    for (byte each : header) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private void writeFile(Path target, long size) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream output = Files.newOutputStream(target)) {
      for (long left = size; left > 0; ) {
        int read = input.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new EOFException("the archive ends within " + folder.relativize(target));
        }
        output.write(buffer, 0, read);
        left -= read;
      }
    }
    skipPadding(size);
  }

  private byte[] readSmall(long size) throws IOException {
    if (size > LONGEST_NAME) {
      throw new IOException("the archive is damaged: a name of " + size + " bytes");
    }
    byte[] bytes = input.readNBytes((int) size);
    if (bytes.length < size) {
      throw new EOFException("the archive ends within a name");
    }
    skipPadding(size);
    return bytes;
  }

  private void skipPadding(long size) throws IOException {
    input.skipNBytes(Math.floorMod(-size, (long) BLOCK));
  }

  private String headerName() {
    String prefix = text(257, 5).equals("ustar") && header[262] == 0 ? text(345, 155) : "";
    String name = text(0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private String text(int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  private long number(int offset, int length) throws IOException {
    String digits =
        new String(Arrays.copyOfRange(header, offset, offset + length), StandardCharsets.US_ASCII)
            .replace('\0', ' ')
            .strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive is damaged: `" + digits + "` is not an octal number", e);
    }
  }
}
