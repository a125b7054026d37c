package dev.kizaki.engine.goals;

import dev.kizaki.engine.api.AdoptResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Adopts real schemas: {@code -Dkizaki.test.schemas=directory} names a directory of SQL files, each
 * as {@code pg_dump -s} writes it. The schemas are not part of this project, so the class has a
 * name that Surefire does not run. It prints which tables are managed, and why others are not.
 */
class AdoptSchemas {
  private static final int MAJOR = Integer.getInteger("kizaki.test.major", 15);

  /** A part of the names of the files to take. */
  private static final String ONLY = System.getProperty("kizaki.test.schema", "");

  @TempDir private Path temporary;

  @Test
  void eachSchemaIsAdopted() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("kizaki.test.schemas")))) {
      files =
          all.filter(each -> each.toString().endsWith(".sql"))
              .filter(each -> each.toString().contains(ONLY))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      adopt(file);
    }
  }

  private void adopt(Path file) throws Exception {
    Path root =
        Files.createDirectory(temporary.resolve(file.getFileName().toString().replace(".sql", "")));
    try (TestDatabase database = PostgresServers.version(MAJOR).freshDatabase()) {
      AdoptedDatabase adopted = new AdoptedDatabase(root, database).with(Files.readString(file));
      RecordedLines lines = new RecordedLines();
      long start = System.nanoTime();
      System.out.println("== " + file.getFileName());
      try {
        AdoptResult result = adopted.adopt(lines);
        System.out.println(lines.text());
        System.out.printf(
            "%d managed, %d unmanaged, %d ms%n",
            result.managed().size(),
            result.unmanaged().size(),
            (System.nanoTime() - start) / 1_000_000);
        result.files().stream().filter(each -> each.endsWith(".sql")).forEach(System.out::println);
        if (Boolean.getBoolean("kizaki.test.print")) {
          System.out.println(adopted.schema());
          System.out.println(adopted.planText());
        }
        System.out.println(adopted.plan());
        System.out.println(adopted.apply());
        System.out.println(adopted.status());
        System.out.println(
            "A database of the history is adopted to the same bytes: " + isRepeated(adopted));
      } catch (Refusal refusal) {
        System.out.println(lines.text());
        System.out.println(refusal.getMessage());
      }
    }
  }

  private boolean isRepeated(AdoptedDatabase adopted) throws Exception {
    try (TestDatabase made = PostgresServers.version(MAJOR).freshDatabase()) {
      adopted.on(made).apply();
      adopted.on(made).with("drop table __kizaki_migration");
      Path root = Files.createDirectory(temporary.resolve("again_" + adopted.root().getFileName()));
      new AdoptedDatabase(root, made).adopt(new RecordedLines());
      return files(root).equals(files(adopted.root()));
    }
  }

  /** The text of each file of the schema and of the plan, by path. */
  private static Map<String, String> files(Path root) throws Exception {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(each).toString();
        if (name.endsWith(".inspire") || name.endsWith(".sql") || name.endsWith(".migration")) {
          texts.put(name, Files.readString(each));
        }
      }
    }
    return texts;
  }
}
