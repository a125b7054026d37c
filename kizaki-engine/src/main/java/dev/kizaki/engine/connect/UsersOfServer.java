package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.embedded.ServerUser;
import dev.kizaki.engine.jdbc.OtherSession;
import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The refusals of a change to an embedded database that others use, with what ends the use. */
final class UsersOfServer {
  private UsersOfServer() {}

  /**
   * @param users at least one
   * @param again the command to run again
   */
  static Refusal refusal(List<ServerUser> users, String again) {
    List<ServerUser> distinct = users.stream().distinct().toList();
    String inUse = "The embedded database is in use by %s.".formatted(descriptions(distinct));
    if (distinct.stream().anyMatch(ServerUser::isThisProcess)) {
      return new Refusal(
          RefusalCode.EMBEDDED_IN_USE_HERE,
          "%s Run `%s` in a build of its own.".formatted(inUse, again));
    }
    String advice =
        switch (distinct.get(0).use()) {
          case WATCH -> "Press Ctrl-C in the terminal of the watch, or run `%s`";
          case TESTS, RECORDED_TESTS -> "Wait until these tests have ended, or run `%s`";
          case BUILD -> "Wait until this build has ended, or run `%s`";
        };
    return new Refusal(
        RefusalCode.EMBEDDED_IN_USE,
        "%s %s; then run `%s` again."
            .formatted(
                inUse,
                distinct.size() == 1
                    ? advice.formatted(end(distinct))
                    : "Run `%s`".formatted(end(distinct)),
                again));
  }

  /**
   * @param users of a server that does not record the statements of its clients; at least one
   */
  static Refusal refusalOfRecording(List<ServerUser> users) {
    List<ServerUser> distinct = users.stream().distinct().toList();
    return new Refusal(
        RefusalCode.STATEMENTS_NOT_RECORDED,
        """
        The embedded server has to be restarted, so that it records the statements of the tests, \
        but it is in use by %s. End that first, or leave collectStatements out.\
        """
            .formatted(descriptions(distinct)));
  }

  private static String descriptions(List<ServerUser> users) {
    return users.stream().map(UsersOfServer::description).collect(Collectors.joining(", "));
  }

  private static String description(ServerUser user) {
    String build = user.isThisProcess() ? "this build" : "another build";
    return switch (user.use()) {
      case WATCH ->
          "a watch (`mvn kizaki:dev -Dkizaki.watch`, process %d)".formatted(user.process());
      case TESTS, RECORDED_TESTS ->
          "the tests of %s (`kizaki:start`, process %d)".formatted(build, user.process());
      case BUILD -> "%s (process %d)".formatted(build, user.process());
    };
  }

  private static String end(List<ServerUser> users) {
    Stream<Long> processes = users.stream().map(ServerUser::process).distinct().sorted();
    return File.separatorChar == '/'
        ? "kill " + processes.map(String::valueOf).collect(Collectors.joining(" "))
        : "taskkill /F " + processes.map(each -> "/PID " + each).collect(Collectors.joining(" "));
  }

  /**
   * @param sessions at least one
   * @param again the command to run again
   */
  static Refusal refusalOfSessions(List<OtherSession> sessions, String again) {
    String calls =
        sessions.stream()
            .map(each -> "pg_terminate_backend(%d)".formatted(each.process()))
            .collect(Collectors.joining(", "));
    return new Refusal(
        RefusalCode.EMBEDDED_SESSIONS,
        """
        %s the embedded database:
        %s
        Close %s, or end %s with the SQL `select %s`; then run `%s` again.\
        """
            .formatted(
                sessions.size() == 1 ? "A session uses" : sessions.size() + " sessions use",
                sessions.stream()
                    .map(each -> "  " + each.description())
                    .collect(Collectors.joining("\n")),
                sessions.size() == 1 ? "it" : "them",
                sessions.size() == 1 ? "it" : "them",
                calls,
                again));
  }
}
