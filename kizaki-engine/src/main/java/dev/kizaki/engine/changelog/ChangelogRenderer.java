package dev.kizaki.engine.changelog;

import java.util.List;

/**
 * Writes changelogs as XML for Liquibase. Implemented by {@code
 * dev.kizaki.engine.liquibase.LiquibaseRenderer}, which is loaded together with Liquibase, and only
 * if a changelog has to be written.
 */
public interface ChangelogRenderer {
  /**
   * The text of a {@code changelog.xml}, the same on every machine.
   *
   * @param contexts Liquibase's context expression of each change set; empty to run always
   * @param labels Liquibase's labels of each change set; empty for no labels
   * @throws IllegalArgumentException if the changelog contains a text that XML or Liquibase cannot
   *     keep; the message names it
   */
  String changelog(Changelog changelog, String contexts, String labels);

  /**
   * The text of a {@code changelog-master.xml}.
   *
   * @param migrations the names of the migrations whose changelogs it includes, in order
   */
  String master(List<String> migrations);
}
