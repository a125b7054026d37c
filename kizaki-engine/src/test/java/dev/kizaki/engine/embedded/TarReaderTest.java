package dev.kizaki.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links and modes are Unix's")
final class TarReaderTest {
  @TempDir Path folder;

  @Test
  void unpacksFilesDirectoriesAndLinksForTheOwnerAlone() throws IOException {
    TarReader.unpack(
        new TarBytes()
            .directory("./")
            .directory("bin/")
            .file("bin/tool", 0755, "#!/bin/sh\n")
            .file("share/deep/text", 0644, "x".repeat(513))
            .link("lib/tool.so", "../bin/tool")
            .finished(),
        folder);

    assertThat(folder.resolve("bin/tool")).hasContent("#!/bin/sh\n");
    assertThat(folder.resolve("share/deep/text")).hasContent("x".repeat(513));
    assertThat(folder.resolve("lib/tool.so")).isSymbolicLink().hasContent("#!/bin/sh\n");
    assertThat(mode("bin")).isEqualTo("rwx------");
    assertThat(mode("bin/tool")).isEqualTo("rwx------");
    assertThat(mode("share/deep/text")).isEqualTo("rw-------");
  }

  @Test
  void understandsLongNamesOfGnuAndPax() throws IOException {
    String gnu = "gnu/" + "g".repeat(150);
    String pax = "pax/" + "ü".repeat(90);
    TarReader.unpack(
        new TarBytes()
            .entry('L', "././@LongLink", "", 0, gnu + "\0")
            .file("cut", 0644, "gnu")
            .pax("path", pax)
            .file("cut", 0644, "pax")
            .entry('K', "././@LongLink", "", 0, gnu + "\0")
            .link("short", "cut")
            .pax("linkpath", "gnu")
            .link("paxlink", "cut")
            .entry('g', "global", "", 0, "11 mtime=1\n")
            .file("last", 0644, "last")
            .finished(),
        folder);

    assertThat(folder.resolve(gnu)).hasContent("gnu");
    assertThat(folder.resolve(pax)).hasContent("pax");
    assertThat(folder.resolve("short")).hasContent("gnu");
    assertThat(Files.readSymbolicLink(folder.resolve("paxlink"))).isEqualTo(Path.of("gnu"));
    assertThat(folder.resolve("last")).hasContent("last");
    assertThat(folder.resolve("cut")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "a/../../outside", "/tmp/outside"})
  void refusesNamesOutsideTheFolder(String name) {
    assertThatThrownBy(
            () -> TarReader.unpack(new TarBytes().file(name, 0644, "x").finished(), folder))
        .isInstanceOf(IOException.class)
        .hasMessage("the archive points outside its folder: " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../outside", "/etc/passwd"})
  void refusesLinksOutOfTheFolder(String target) {
    assertThatThrownBy(
            () -> TarReader.unpack(new TarBytes().link("lib/link", target).finished(), folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the archive points outside its folder: ");
    assertThat(folder.resolve("lib/link")).doesNotExist();
  }

  @Test
  void refusesToWriteThroughALink() {
    TarBytes archive =
        new TarBytes().directory("real").link("link", "real").file("link/file", 0644, "x");
    assertThatThrownBy(() -> TarReader.unpack(archive.finished(), folder))
        .isInstanceOf(IOException.class)
        .hasMessage("the archive writes through a symbolic link: link/file");
  }

  @Test
  void refusesOtherTypes() {
    assertThatThrownBy(
            () ->
                TarReader.unpack(new TarBytes().entry('1', "hard", "x", 0, "").finished(), folder))
        .isInstanceOf(IOException.class)
        .hasMessage("the archive contains hard of the unknown type 1");
  }

  @Test
  void noticesDamage() {
    byte[] whole = new TarBytes().file("file", 0644, "content").withoutEnd();
    byte[] cut = Arrays.copyOf(whole, 515);
    assertThatThrownBy(() -> TarReader.unpack(new ByteArrayInputStream(cut), folder))
        .isInstanceOf(EOFException.class)
        .hasMessage("the archive ends within file");

    whole[3] ^= 1;
    assertThatThrownBy(() -> TarReader.unpack(new ByteArrayInputStream(whole), folder))
        .isInstanceOf(IOException.class)
        .hasMessage("the archive is damaged: a header has the wrong checksum");
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }
}
