package dev.kizaki.engine.changelog;

import java.util.List;

/**
 * Writes changelogs as Liquibase reads them. Implemented by {@code
 * dev.kizaki.engine.liquibase.LiquibaseRenderer}, which is loaded together with Liquibase itself
 * and only where a changelog is to be written.
 */
public interface ChangelogRenderer {
  /**
   * The text of a {@code changelog.xml}, the same on every machine.
   *
   * @param contexts Liquibase's expression for when to run, empty for always
   * @param labels Liquibase's labels of each change set, empty for none
   * @throws IllegalArgumentException when it holds what XML cannot: the message says what
   */
  String changelog(Changelog changelog, String contexts, String labels);

  /**
   * The text of a {@code changelog-master.xml}.
   *
   * @param migrations the names of the migrations whose changelogs it includes, in order
   */
  String master(List<String> migrations);
}
