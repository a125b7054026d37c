package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.catalog.read.ColumnObstacleReader;
import dev.kizaki.engine.catalog.read.TableFactsReader;
import dev.kizaki.engine.online.OnlineChoice;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides which steps of migrations run in stages. */
final class StageChoice {
  private final ApplierSessions applierSessions;
  private final OnlineSettings settings;

  StageChoice(ApplierSessions applierSessions, OnlineSettings settings) {
    this.applierSessions = applierSessions;
    this.settings = settings;
  }

  /**
   * The migration in stages; absent if it runs in one transaction.
   *
   * @param checks the data checks that run at their turn
   * @throws Refusal when the server is not safe, or another session holds a lock for too long
   */
  Optional<Stages> of(PlainMigration plain, Set<Integer> checks, Recovery recovery) {
    SqlMigration migration = plain.migration();
    Set<TableName> tables = OnlineChoice.tables(migration);
    if (settings.mode() == OnlineSettings.Mode.NEVER || tables.isEmpty()) {
      return Optional.empty();
    }
    for (int attempt = 1; ; attempt++) {
      Connection connection = applierSessions.transaction().connection();
      try {
        Set<Integer> chosen = chosen(connection, migration, settings);
        connection.rollback();
        if (chosen.isEmpty()) {
          return Optional.empty();
        }
        SafeServer.require(connection, applierSessions.settings().sessions().address(), migration);
        chosen.addAll(checks);
        return Optional.of(Stages.of(migration, chosen));
      } catch (SQLException e) {
        StepFailure failure = StepFailure.of(firstOnline(migration), e);
        if (!failure.mayPass()) {
          throw applierSessions.lostBefore(migration, plain.state(), e);
        }
        recovery.recoverFromLock(failure, plain, tables, attempt);
      }
    }
  }

  /**
   * The stages of one phase of a migration, which is recorded even if it is one transaction.
   *
   * @param checks the data checks that run at their turn
   * @param guarded the commands that are carried out by their online forms whatever the settings
   *     say
   * @throws Refusal when the server is not safe, a table does not allow that, or another session
   *     holds a lock for too long
   */
  Stages ofPhase(
      PlainMigration plain,
      Set<Integer> checks,
      Set<Integer> guarded,
      DeployPhase phase,
      Recovery recovery) {
    SqlMigration migration = plain.migration();
    for (int attempt = 1; ; attempt++) {
      Connection connection = applierSessions.transaction().connection();
      try {
        Set<Integer> chosen =
            OnlineChoice.tables(migration).isEmpty()
                ? new TreeSet<>()
                : chosen(connection, migration, settings);
        requireGuarded(connection, migration, guarded);
        connection.rollback();
        chosen.addAll(guarded);
        if (!chosen.isEmpty()) {
          SafeServer.require(
              connection, applierSessions.settings().sessions().address(), migration);
        }
        chosen.addAll(checks);
        return Stages.of(migration, chosen, phase);
      } catch (SQLException e) {
        StepFailure failure = StepFailure.of(migration.steps().get(0), e);
        if (!failure.mayPass()) {
          throw applierSessions.lostBefore(migration, plain.state(), e);
        }
        recovery.recoverFromLock(failure, plain, OnlineChoice.tables(migration), attempt);
      }
    }
  }

  /** A table may be of a kind that no rows can be written to in batches. */
  private void requireGuarded(Connection connection, SqlMigration migration, Set<Integer> guarded)
      throws SQLException {
    if (guarded.isEmpty()) {
      return;
    }
    OnlineSettings always =
        new OnlineSettings(
            OnlineSettings.Mode.ALWAYS, OnlineSettings.DEFAULT_THRESHOLD, settings.pace());
    OnlineChoice choice = choice(connection, migration, always);
    for (Integer index : guarded) {
      if (!choice.online().contains(index)) {
        throw new Refusal(
            RefusalCode.PHASES_IMPOSSIBLE,
            """
            %s cannot be applied in two phases. `%s`: %s.
            Apply it without a phase when the old version of the application has stopped. Nothing \
            was changed.\
            """
                .formatted(
                    migration.name(),
                    migration.steps().get(index).cause().text().lines().findFirst().orElse(""),
                    choice.plain().getOrDefault(index, "its table does not exist yet")));
      }
    }
  }

  private static SqlStep firstOnline(SqlMigration migration) {
    return migration.steps().stream()
        .filter(each -> each instanceof SqlCommand command && command.online().isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** The indexes of the steps that do not block others, from 0. */
  private Set<Integer> chosen(
      Connection connection, SqlMigration migration, OnlineSettings settings) throws SQLException {
    return new TreeSet<>(choice(connection, migration, settings).online());
  }

  private static OnlineChoice choice(
      Connection connection, SqlMigration migration, OnlineSettings settings) throws SQLException {
    OnlineChoice.Facts facts =
        new OnlineChoice.Facts(
            TableFactsReader.read(connection, OnlineChoice.tables(migration)),
            ColumnObstacleReader.read(connection, OnlineChoice.columns(migration)));
    return OnlineChoice.of(migration, settings, facts);
  }

  /** The rights that stages need, judged by the tables as they are before the first migration. */
  Set<Requirement> needs(List<SqlMigration> pending, Optional<Stages> resumed) {
    Set<Requirement> needs = new LinkedHashSet<>();
    resumed.ifPresent(stages -> needs.addAll(stages.needs()));
    if (settings.mode() == OnlineSettings.Mode.NEVER) {
      return needs;
    }
    try {
      for (SqlMigration migration : pending) {
        if (!OnlineChoice.tables(migration).isEmpty()) {
          Set<Integer> chosen = chosen(applierSessions.work(), migration, settings);
          if (!chosen.isEmpty()) {
            needs.addAll(Stages.of(migration, chosen).needs());
          }
        }
      }
      return needs;
    } catch (SQLException e) {
      if (StepFailure.at(StepFailure.Place.BEGIN, e).mayPass()) {
        return needs; // a table is locked; whoever locks it is named at the turn of the migration
      }
      throw applierSessions.lost(e);
    }
  }
}
