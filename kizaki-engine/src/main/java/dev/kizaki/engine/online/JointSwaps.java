package dev.kizaki.engine.online;

import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes of types that follow each other and have nothing to do with each other. All columns are
 * replaced at once when the last one is filled, so that the application of before meets one moment
 * of change and not several, with fills in between.
 */
final class JointSwaps {
  private static final String HELPER = "~kz";
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  private final SqlMigration migration;
  private final Set<Integer> chosen;

  private JointSwaps(SqlMigration migration, Set<Integer> chosen) {
    this.migration = migration;
    this.chosen = chosen;
  }

  /**
   * The statements of which each ends together with the next one, by their indexes in the plan.
   *
   * @param order the statements in the order in which they are carried out
   * @param held those that wait for a change of a type themselves
   */
  static Set<Integer> of(
      SqlMigration migration, Set<Integer> chosen, List<Integer> order, Set<Integer> held) {
    JointSwaps swaps = new JointSwaps(migration, chosen);
    Set<Integer> joint = new HashSet<>();
    List<OnlineForm> waiting = new ArrayList<>();
    Optional<Integer> last = Optional.empty();
    for (Integer statement : order) {
      if (held.contains(statement) || swaps.steps(statement).isEmpty()) {
        continue;
      }
      Optional<OnlineForm> form = swaps.swap(statement);
      if (form.isPresent() && waiting.stream().noneMatch(each -> isTied(each, form.get()))) {
        last.filter(any -> !waiting.isEmpty()).ifPresent(joint::add);
      } else {
        waiting.clear();
      }
      form.ifPresent(waiting::add);
      last = Optional.of(statement);
    }
    return joint;
  }

  /** The steps that replace columns; absent if the statement also does something else. */
  private Optional<OnlineForm> swap(int statement) {
    List<Integer> own = steps(statement);
    Optional<OnlineForm> form =
        own.stream()
            .filter(chosen::contains)
            .map(migration.steps()::get)
            .filter(SqlCommand.class::isInstance)
            .flatMap(step -> ((SqlCommand) step).online().stream())
            .filter(each -> !each.replaced().isEmpty())
            .findFirst();
    boolean isChecked =
        own.stream()
            .anyMatch(i -> chosen.contains(i) && migration.steps().get(i) instanceof DataCheck);
    return form.filter(any -> !isChecked);
  }

  private List<Integer> steps(int statement) {
    List<Integer> own = new ArrayList<>();
    List<SqlStep> steps = migration.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).cause().ordinal() == statement) {
        own.add(i);
      }
    }
    return own;
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
