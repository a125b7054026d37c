package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.testing.PostgresServers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random revisions of a schema and how a database follows them.
 *
 * @param major the version of the server
 * @param revisions the schema, two or more times
 * @param choices its bits are the choices of every plan
 * @param withoutRows the entities of the first revision that get no rows
 */
record GenerativeTry(
    long seed, Way way, int major, List<String> revisions, long choices, Set<String> withoutRows) {
  private static final int STEPS = 10;

  /** How the database follows. */
  enum Way {
    PLAIN("in one transaction"),
    ONLINE("in stages"),
    PHASES("in two phases"),
    COLUMNS("in two phases with two columns for a renamed field"),
    LIQUIBASE("by Liquibase"),
    BACK("to the new schema and back"),
    HISTORY("in a history");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean isHistory() {
      return this == BACK || this == HISTORY;
    }
  }

  /** The ways by how often they are taken, in twentieths. */
  private static final List<Way> WAYS =
      List.of(
          Way.PLAIN,
          Way.PLAIN,
          Way.PLAIN,
          Way.PLAIN,
          Way.PLAIN,
          Way.ONLINE,
          Way.ONLINE,
          Way.ONLINE,
          Way.ONLINE,
          Way.PHASES,
          Way.PHASES,
          Way.PHASES,
          Way.COLUMNS,
          Way.COLUMNS,
          Way.LIQUIBASE,
          Way.LIQUIBASE,
          Way.LIQUIBASE,
          Way.BACK,
          Way.BACK,
          Way.HISTORY);

  /** The try of a seed. Seeds that follow one another give tries that have nothing in common. */
  static GenerativeTry of(long seed) {
    Random random = new Random(new SplittableRandom(seed).nextLong());
    Way way = WAYS.get(random.nextInt(WAYS.size()));
    RandomSchema schema = new RandomSchema(random);
    List<String> revisions = new ArrayList<>(List.of(schema.text()));
    for (int i = way == Way.HISTORY ? STEPS : 1; i > 0; i--) {
      schema.change(way == Way.PHASES || way == Way.COLUMNS ? 2 : 5);
      revisions.add(schema.text());
    }
    if (way == Way.BACK) {
      revisions.add(revisions.get(0));
    }
    int first = revisions.stream().mapToInt(GenerativeTry::firstMajor).max().orElseThrow();
    List<Integer> majors = PostgresServers.MAJORS.stream().filter(each -> each >= first).toList();
    return new GenerativeTry(
        seed,
        way,
        majors.get(random.nextInt(majors.size())),
        List.copyOf(revisions),
        random.nextLong(),
        Set.of());
  }

  /** The first version of PostgreSQL that has what the schema declares. */
  private static int firstMajor(String text) {
    return text.contains(", virtual)") ? 18 : text.contains("nulls: notDistinct") ? 15 : 14;
  }

  GenerativeTry with(List<String> others) {
    return new GenerativeTry(seed, way, major, List.copyOf(others), choices, withoutRows);
  }

  GenerativeTry with(Way other, List<String> others) {
    return new GenerativeTry(seed, other, major, List.copyOf(others), choices, withoutRows);
  }

  GenerativeTry withFirstChoices() {
    return new GenerativeTry(seed, way, major, revisions, 0, withoutRows);
  }

  GenerativeTry withoutRowsOf(String entity) {
    Set<String> more = new HashSet<>(withoutRows);
    more.add(entity);
    return new GenerativeTry(seed, way, major, revisions, choices, Set.copyOf(more));
  }

  /**
   * The transitions, each of which begins where the one before it ends. Each plan can be printed
   * and read, and leads to its schema.
   */
  List<Oracle.Transition> transitions() {
    List<Oracle.Transition> all = new ArrayList<>();
    PlannedCase planned = PlannedCase.of(pair(0));
    while (true) {
      CasesTest.checkText(planned);
      CasesTest.checkReplay(planned);
      List<PlanStatement> statements = statements(planned);
      Shape target = planned.targetOf(statements);
      all.add(
          new Oracle.Transition(
              planned.before(), target, statements, setup(), withoutRows, List.of(), List.of()));
      if (all.size() + 1 == revisions.size()) {
        return all;
      }
      planned = PlannedCase.of(target, pair(all.size()));
    }
  }

  /** The schema of an external table, which no migration creates. */
  private List<String> setup() {
    return revisions.toString().contains("from \"public\".")
        ? List.of("CREATE SCHEMA IF NOT EXISTS public")
        : List.of();
  }

  private List<PlanStatement> statements(PlannedCase planned) {
    return Resolution.of(planned.plan(), choice -> (choices >> choice & 1) == 0);
  }

  private CaseFile pair(int first) {
    return new CaseFile(
        "seed " + seed,
        "random",
        Map.of(Section.BEFORE, revisions.get(first), Section.AFTER, revisions.get(first + 1)));
  }

  /** The name of the file of a counterexample. */
  String name() {
    return "seed-%d-%s-on-%d".formatted(seed, way.name().toLowerCase(Locale.ROOT), major);
  }

  /** A case of the last two revisions, as far as it can be planned. */
  CaseFile caseFile() {
    CaseFile pair = pair(revisions.size() - 2);
    CaseFile file =
        new CaseFile(
            name(),
            "A counterexample " + way.words() + " on PostgreSQL " + major + ".",
            pair.sections());
    if (firstMajor(revisions.toString()) > 14) {
      file = file.with(Section.SINCE, firstMajor(revisions.toString()) + "\n");
    }
    if (!setup().isEmpty()) {
      file = file.with(Section.SETUP, String.join(";\n", setup()) + ";\n");
    }
    if (!withoutRows.isEmpty()) {
      file =
          file.with(
              Section.NO_ROWS, String.join("\n", withoutRows.stream().sorted().toList()) + "\n");
    }
    try {
      return file.with(Section.PLAN, PlanPrinter.print(PlannedCase.of(file).plan()));
    } catch (RuntimeException | AssertionError e) {
      return file; // The fault is in the planner, so that the case has no plan yet.
    }
  }
}
