package dev.kizaki.it.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A plugin of one goal, {@code empty:nothing}, without dependencies. */
final class EmptyPlugin {
  static final String GROUP = "dev.kizaki.it";
  static final String ARTIFACT = "empty-maven-plugin";
  static final String VERSION = "1";

  private static final String CLASS = EmptyMojo.class.getName().replace('.', '/') + ".class";

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>%s</groupId>
        <artifactId>%s</artifactId>
        <version>%s</version>
        <packaging>maven-plugin</packaging>
      </project>
      """
          .formatted(GROUP, ARTIFACT, VERSION);

  private static final String DESCRIPTOR =
      """
      <plugin>
        <groupId>%s</groupId>
        <artifactId>%s</artifactId>
        <version>%s</version>
        <goalPrefix>empty</goalPrefix>
        <mojos>
          <mojo>
            <goal>nothing</goal>
            <requiresProject>true</requiresProject>
            <implementation>%s</implementation>
            <language>java</language>
            <instantiationStrategy>per-lookup</instantiationStrategy>
            <executionStrategy>once-per-session</executionStrategy>
            <threadSafe>true</threadSafe>
          </mojo>
        </mojos>
      </plugin>
      """
          .formatted(GROUP, ARTIFACT, VERSION, EmptyMojo.class.getName());

  private EmptyPlugin() {}

  /** Writes it into a local repository, as if it had been installed. */
  static void install(Path repository) throws IOException {
    Path directory = repository.resolve(GROUP.replace('.', '/')).resolve(ARTIFACT).resolve(VERSION);
    String name = ARTIFACT + "-" + VERSION;
    Folders.write(directory, Map.of(name + ".pom", POM));
    try (ZipOutputStream jar =
            new ZipOutputStream(Files.newOutputStream(directory.resolve(name + ".jar")));
        InputStream code = EmptyMojo.class.getClassLoader().getResourceAsStream(CLASS)) {
      jar.putNextEntry(new ZipEntry("META-INF/maven/plugin.xml"));
      jar.write(DESCRIPTOR.getBytes(StandardCharsets.UTF_8));
      jar.putNextEntry(new ZipEntry(CLASS));
      code.transferTo(jar);
    }
  }
}
