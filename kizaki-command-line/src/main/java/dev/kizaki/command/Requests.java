package dev.kizaki.command;

import dev.kizaki.engine.api.AbortRequest;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.connection.ConnectionString;
import dev.kizaki.engine.parameter.AheadWord;
import dev.kizaki.engine.parameter.ConnectionParameters;
import dev.kizaki.engine.parameter.DurationText;
import dev.kizaki.engine.parameter.FailOnWords;
import dev.kizaki.engine.parameter.OnlineParameters;
import dev.kizaki.engine.parameter.PhaseWord;
import dev.kizaki.engine.parameter.RenamesWord;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The engine's requests for the settings of a run.
 *
 * @param settings the options
 * @param project the packed history
 */
record Requests(Settings settings, Project project) {
  /** The states that nobody can know without the sources. */
  private static final Set<FailOn> OF_SOURCES =
      EnumSet.of(FailOn.DRIFT, FailOn.UNRESOLVED, FailOn.CHANGELOG);

  Requests {
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(project, "project");
  }

  ApplyRequest apply() {
    return new ApplyRequest(
        project,
        database(),
        settings.value(Option.TARGET),
        settings.isOn(Option.ALLOW_DRIFT),
        AheadWord.accepts(settings.text(Option.AHEAD)),
        OnlineParameters.read(
            settings.text(Option.ONLINE),
            settings.text(Option.ONLINE_THRESHOLD),
            settings.text(Option.FILL_DUTY),
            settings.text(Option.MAX_REPLICA_LAG)),
        PhaseWord.read(settings.value(Option.PHASE).orElse(null)),
        statements(),
        RenamesWord.read(settings.text(Option.RENAMES)));
  }

  DryRunRequest dryRun() {
    return new DryRunRequest(
        project,
        database(),
        settings.isOn(Option.SQL),
        settings.isOn(Option.ALLOW_DRIFT),
        OnlineParameters.read(settings.text(Option.ONLINE), settings.text(Option.ONLINE_THRESHOLD)),
        PhaseWord.read(settings.value(Option.PHASE).orElse(null)),
        statements(),
        RenamesWord.read(settings.text(Option.RENAMES)));
  }

  private StatementSettings statements() {
    return new StatementSettings(
        settings.value(Option.STATEMENTS).map(name -> PropertiesFile.path(Option.STATEMENTS, name)),
        settings.isOn(Option.ALLOW_BROKEN_STATEMENTS));
  }

  StatusRequest status() {
    return new StatusRequest(
        project,
        database(),
        failOn(),
        Optional.empty(),
        false,
        false,
        settings.isOn(Option.COMPARE));
  }

  AbortRequest abort() {
    return new AbortRequest(project, database(), settings.isOn(Option.DROP_DATA));
  }

  private Set<FailOn> failOn() {
    Set<FailOn> failOn = FailOnWords.parse(settings.text(Option.FAIL_ON));
    String unknowable =
        failOn.stream()
            .filter(OF_SOURCES::contains)
            .sorted()
            .map(FailOn::word)
            .collect(Collectors.joining(" and "));
    if (!unknowable.isEmpty()) {
      throw new UsageException(
          "fail-on contains %s, which only the sources show; leave in history, pending or database, or run `mvn kizaki:status` in the project."
              .formatted(unknowable));
    }
    return failOn;
  }

  private DatabaseSettings database() {
    return new DatabaseSettings(
        server(),
        settings.text(Option.DATABASE_SCHEMA),
        duration(Option.LOCK_TIMEOUT).orElseThrow(),
        duration(Option.STATEMENT_TIMEOUT),
        duration(Option.CHECK_TIMEOUT).orElseThrow(),
        settings
            .value(Option.IGNORE)
            .map(text -> List.of(text.split(",", -1)).stream().map(String::strip).toList())
            .orElse(List.of()));
  }

  private DatabaseLocation server() {
    if (settings.value(Option.URL).isEmpty()) {
      throw new UsageException(
          "No database is named; set %s or %s, such as postgresql://db.example.com/tasks."
              .formatted(Option.URL.option(), Option.URL.variable()));
    }
    return new ConnectionParameters(
            settings.value(Option.URL).map(Secret::new),
            settings.value(Option.USERNAME),
            settings.password(),
            Optional.empty(),
            Optional.empty())
        .server(
            any -> {
              throw new IllegalStateException("no servers are configured");
            });
  }

  /**
   * Refuses a password on the command line, where other users of the machine can read it.
   *
   * @throws UsageException when the address contains one
   * @throws dev.kizaki.engine.api.Refusal when it is no address
   */
  static void requireNoPassword(Arguments arguments) {
    Optional<Secret> password =
        Optional.ofNullable(arguments.options().get(Option.URL))
            .map(ConnectionString::parse)
            .flatMap(ConnectionString::password);
    if (password.isPresent()) {
      throw new UsageException(
          "The address in --url contains a password, and other users of the machine can read the options of a program; set KIZAKI_URL to the address, or KIZAKI_PASSWORD to the password.");
    }
  }

  private Optional<Duration> duration(Option option) {
    return settings.value(option).map(text -> DurationText.parse(option.word(), text));
  }
}
