package dev.kizaki.engine.online;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes of types that follow each other and have nothing to do with each other. All columns are
 * replaced at once when the last one is filled, so that the application of before meets one moment
 * of change and not several, with fills in between. Indexes that are added to the columns after
 * that are built before, so that queries never miss them.
 *
 * @param order the statements in the order in which they are carried out, by their indexes in the
 *     plan
 * @param joint the statements of which each ends together with the next one
 * @param early the statements that are carried out before the columns are replaced
 */
record JointSwaps(List<Integer> order, Set<Integer> joint, Set<Integer> early) {
  private static final String HELPER = "~kz";
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  JointSwaps {
    order = List.copyOf(order);
    joint = Set.copyOf(joint);
    early = Set.copyOf(early);
  }

  /**
   * @param order the statements in an order in which they can be carried out
   * @param held those that wait for a change of a type themselves
   */
  static JointSwaps of(
      SqlMigration migration, Set<Integer> chosen, List<Integer> order, Set<Integer> held) {
    Finder finder = new Finder(migration, chosen, order, held);
    finder.find();
    return new JointSwaps(finder.found, finder.joint, finder.early);
  }

  /** Collects the statements. */
  private static final class Finder {
    private final SqlMigration migration;
    private final Set<Integer> chosen;
    private final List<Integer> order;
    private final Set<Integer> held;
    private final StatementForms forms;
    private final List<Integer> found = new ArrayList<>();
    private final Set<Integer> joint = new HashSet<>();
    private final Set<Integer> early = new HashSet<>();

    /** The changes of types that end together, by their statements. */
    private final Map<Integer, OnlineForm> waiting = new HashMap<>();

    private Integer last = -1;

    Finder(SqlMigration migration, Set<Integer> chosen, List<Integer> order, Set<Integer> held) {
      this.migration = migration;
      this.chosen = chosen;
      this.order = order;
      this.held = held;
      this.forms = new StatementForms(migration, chosen);
    }

    void find() {
      for (int place = 0; place < order.size(); place++) {
        Integer statement = order.get(place);
        if (early.contains(statement)) {
          continue;
        }
        if (held.contains(statement) || steps(statement).isEmpty()) {
          found.add(statement);
          continue;
        }
        Optional<OnlineForm> swap = form(statement).filter(each -> !each.replaced().isEmpty());
        if (swap.isEmpty()) {
          order.subList(place, order.size()).stream()
              .takeWhile(each -> isAddition(each))
              .filter(this::mayComeEarly)
              .forEach(this::addEarly);
        }
        if (early.contains(statement)) {
          waitsForNothing();
          continue;
        }
        if (swap.isPresent() && !waiting.isEmpty() && mayJoin(statement, swap.get())) {
          joint.add(last);
        } else {
          waitsForNothing();
        }
        swap.ifPresent(each -> waiting.put(statement, each));
        found.add(statement);
        last = statement;
      }
    }

    private void waitsForNothing() {
      waiting.clear();
    }

    private boolean mayJoin(Integer statement, OnlineForm swap) {
      boolean isChecked =
          steps(statement).stream()
              .anyMatch(i -> chosen.contains(i) && migration.steps().get(i) instanceof DataCheck);
      return !isChecked && waiting.values().stream().noneMatch(each -> isTied(each, swap));
    }

    /** Whether the statement is one of those that may change places with each other. */
    private boolean isAddition(Integer statement) {
      return steps(statement).stream()
          .map(i -> migration.steps().get(i).cause().statement())
          .allMatch(each -> each instanceof AddCheck || each instanceof AddIndex);
    }

    private boolean mayComeEarly(Integer statement) {
      return !migration.stagedOrder().isEmpty()
          && form(statement)
              .flatMap(OnlineForm::early)
              .filter(each -> waiting.keySet().containsAll(each.statements()))
              .isPresent();
    }

    private void addEarly(Integer statement) {
      joint.add(last);
      early.add(statement);
      found.add(statement);
      last = statement;
    }

    private Optional<OnlineForm> form(Integer statement) {
      return forms.form(statement);
    }

    private List<Integer> steps(Integer statement) {
      return forms.steps(statement);
    }
  }

  /**
   * Whether both make the same object, such as an index over columns of both, or the second one
   * reads a column of the first one, which has its old type until the end.
   */
  private static boolean isTied(OnlineForm first, OnlineForm second) {
    Set<String> words = words(second);
    if (Collections.disjoint(first.tables(), second.tables())) {
      return tables(first).map(JointSwaps::folded).anyMatch(words::contains);
    }
    return !Collections.disjoint(helpers(first), helpers(second))
        || first.replaced().stream().map(each -> folded(each.column())).anyMatch(words::contains);
  }

  /** The names of the tables, before the migration and now. */
  private static Stream<String> tables(OnlineForm form) {
    return Stream.concat(
        form.tables().stream().map(TableName::table),
        form.steps().stream()
            .flatMap(step -> step.command().locks().stream())
            .map(lock -> lock.table().table()));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Stream<SqlTokens.Token> tokens(OnlineForm form) {
    return form.steps().stream()
        .map(OnlineStep::command)
        .flatMap(each -> SqlTokens.of(each.text()).stream());
  }

  private static Set<String> helpers(OnlineForm form) {
    return tokens(form)
        .filter(each -> each.kind() == SqlTokens.Kind.QUOTED_IDENTIFIER)
        .map(SqlTokens.Token::text)
        .filter(each -> each.endsWith(HELPER + "\""))
        .collect(Collectors.toSet());
  }

  private static Set<String> words(OnlineForm form) {
    return tokens(form)
        .flatMap(each -> WORD.matcher(each.text()).results())
        .map(MatchResult::group)
        .map(JointSwaps::folded)
        .collect(Collectors.toSet());
  }
}
