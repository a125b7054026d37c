package dev.kizaki.engine.liquibase;

import dev.kizaki.engine.changelog.Change;
import dev.kizaki.engine.changelog.ChangeSet;
import dev.kizaki.engine.changelog.Changelog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A migrations directory as Liquibase sees it. */
public record ChangelogDirectory(Path path) {
  /** The file that Liquibase is started with. */
  public static final String MASTER = "changelog-master.xml";

  /** Writes the changelogs and a master that includes them. Returns the name of the master. */
  public String write(Changelog... changelogs) {
    LiquibaseRenderer renderer = new LiquibaseRenderer();
    List<String> names = new ArrayList<>();
    try {
      for (Changelog each : changelogs) {
        names.add(each.migration());
        Path file = path.resolve(each.migration()).resolve("changelog.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, renderer.changelog(each, "", ""));
      }
      Files.writeString(path.resolve(MASTER), renderer.master(names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MASTER;
  }

  /** A changelog of these change sets, which always run and have no rollback. */
  static Changelog of(String schema, List<List<Change>> changes) {
    List<ChangeSet> changeSets = new ArrayList<>();
    for (List<Change> each : changes) {
      String id = "0001_initial-" + (changeSets.size() + 1);
      changeSets.add(new ChangeSet(id, each.toString(), "SELECT 0", true, each, List.of()));
    }
    return new Changelog("0001_initial", "0".repeat(64), schema, changeSets);
  }
}
