package dev.kizaki.engine.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Another session that holds a lock which kizaki needs. Values that the role may not see are
 * absent.
 *
 * @param process the process id in the server; 0 for a prepared transaction, which has no session
 * @param user the role that is logged in
 * @param application the {@code application_name} of the client
 * @param state the state in {@code pg_stat_activity}, such as {@code idle in transaction}
 * @param since when this state or the current command began
 * @param query the first 80 characters of its command
 */
public record OtherSession(
    int process,
    Optional<String> user,
    Optional<String> application,
    Optional<String> state,
    Optional<Instant> since,
    Optional<String> query) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public OtherSession {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(query, "query");
  }

  /**
   * On one line: {@code process 4711 (user alice, application psql, idle in transaction since
   * 2026-05-04 10:11:12 UTC): update task set …}.
   */
  public String description() {
    if (process == 0) {
      return "a prepared transaction (see pg_prepared_xacts)";
    }
    StringBuilder text = new StringBuilder("process ").append(process).append(" (");
    text.append(user.map(each -> "user " + each).orElse("user unknown"));
    application.ifPresent(each -> text.append(", application ").append(each));
    if (state.isPresent() || since.isPresent()) {
      text.append(", ").append(state.map(each -> each + " ").orElse(""));
      since.ifPresent(each -> text.append("since ").append(TIME.format(each)));
    }
    String line = text.toString().stripTrailing() + ")";
    return line + query.map(each -> ": " + each).orElse("");
  }
}
