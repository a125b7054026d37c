package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.project.ProjectPaths;
import java.util.List;
import java.util.Objects;

/**
 * The next step in a message about a database whose history is not a beginning of the committed
 * one.
 *
 * @param kind which database it is, and what is known about the parked ones
 * @param directory the migrations directory as messages print it
 */
public record HistoryAdvice(Kind kind, String directory) {
  /** Which database it is, and what is known about the parked ones. */
  public enum Kind {
    /** A configured database. */
    CONFIGURED,
    /** The embedded one; nobody has looked for a parked database. */
    EMBEDDED,
    /** The embedded one; no parked database fits. */
    NONE_PARKED,
    /** The embedded one; no parked database fits, and the message comes from a watch. */
    NONE_PARKED_WATCHED
  }

  public HistoryAdvice {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(directory, "directory");
  }

  public static HistoryAdvice of(Kind kind, Project project) {
    return new HistoryAdvice(kind, ProjectPaths.shown(project, project.migrationsDirectory()));
  }

  /** The advice of a goal that does not look for parked databases. */
  public static HistoryAdvice of(boolean embedded, Project project) {
    return of(embedded ? Kind.EMBEDDED : Kind.CONFIGURED, project);
  }

  boolean isEmbedded() {
    return kind != Kind.CONFIGURED;
  }

  /** How to get a database with the right history: a clause without a full stop. */
  String database() {
    return switch (kind) {
      case CONFIGURED -> "pull the missing migrations, or apply to another database";
      case EMBEDDED ->
          """
          run `mvn kizaki:dev`, which takes back the database that was parked for this branch, or, \
          if none was, `mvn kizaki:reset`, which parks this one and builds a new one\
          """;
      case NONE_PARKED ->
          "run `mvn kizaki:reset`, which parks this one and builds a new one (no parked one fits)";
      case NONE_PARKED_WATCHED ->
          """
          press Ctrl-C here and run `mvn kizaki:reset`, which parks this one and builds a new one \
          (no parked one fits)\
          """;
    };
  }

  /** How to restore the directories of migrations that were deleted. */
  String restore(List<String> migrations) {
    return "`git checkout -- %s`"
        .formatted(migrations.size() == 1 ? directory + "/" + migrations.get(0) : directory);
  }
}
