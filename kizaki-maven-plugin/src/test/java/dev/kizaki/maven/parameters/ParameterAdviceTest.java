package dev.kizaki.maven.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.parameter.ConnectionParameters;
import dev.kizaki.engine.parameter.DurationText;
import dev.kizaki.engine.parameter.FailOnWords;
import dev.kizaki.engine.parameter.OnlineParameters;
import dev.kizaki.engine.parameter.SizeText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each code that only the plugin raises has a row: parameters that are refused with it, and its
 * advice, which is followed to the letter and ends well. The engine's test of the advice counts on
 * this one.
 */
final class ParameterAdviceTest {
  private static final String PRODUCTION = "production";
  private static final String URL = "jdbc:postgresql://localhost/tasks";

  @TempDir private Path directory;

  /**
   * A row of the table.
   *
   * @param advice a part of the message, to the letter
   */
  private record Row(
      RefusalCode code, ThrowingCallable refused, String advice, ThrowingCallable followed) {
    void check() throws Throwable {
      Refusal refusal = catchThrowableOfType(Refusal.class, refused);
      assertThat(refusal).as("refused").isNotNull();
      assertThat(refusal.code()).as(refusal.getMessage()).contains(code);
      assertThat(refusal).hasMessageContaining(advice);
      followed.call();
    }
  }

  @TestFactory
  Stream<DynamicTest> adviceThatIsFollowedEndsWell() {
    EncryptedSettings settings = EncryptedSettings.in(directory);
    return Stream.of(
            new Row(
                RefusalCode.PARAMETER_UNKNOWN,
                () -> given("kizaki.resovle"),
                "did you mean -Dkizaki.resolve?",
                () -> given("kizaki.resolve")),
            new Row(
                RefusalCode.PARAMETER_EMPTY,
                () -> written("", Optional.empty()),
                "set it (-Dkizaki.url=…)",
                () -> written("", Optional.of(URL))),
            new Row(
                RefusalCode.PROPERTY_UNDEFINED,
                () -> written("${db.url}", Optional.empty()),
                "define it, for example with -D",
                // Maven then passes the value of the property.
                () -> written("${db.url}", Optional.of(URL))),
            new Row(
                RefusalCode.PARAMETER_WORD,
                () -> FailOnWords.parse("drifts"),
                "allowed words are: drift, unresolved, history, changelog, pending, database, none",
                () ->
                    FailOnWords.parse("drift, unresolved, history, changelog, pending, database")),
            new Row(
                RefusalCode.DURATION,
                () -> DurationText.parse("lockTimeout", "soon"),
                "write it as 500 ms, 5 s, 2 min or PT5S",
                () -> {
                  for (String text : "500 ms, 5 s, 2 min, PT5S".split(", ")) {
                    DurationText.parse("lockTimeout", text);
                  }
                }),
            new Row(
                RefusalCode.SIZE,
                () -> SizeText.parse("onlineThreshold", "much"),
                "write it as 16 MB, 1 GB, or a number of bytes",
                () -> {
                  for (String text : "16 MB, 1 GB, 4096".split(", ")) {
                    SizeText.parse("onlineThreshold", text);
                  }
                }),
            new Row(
                RefusalCode.FRACTION,
                () -> OnlineParameters.read("auto", "16 MB", "2", "10 s"),
                "it must be a number from 0.05 to 1, such as 0.5",
                () -> {
                  for (String text : "0.05, 1, 0.5".split(", ")) {
                    OnlineParameters.read("auto", "16 MB", text, "10 s");
                  }
                }),
            new Row(
                RefusalCode.OUTPUT_TIMESTAMP,
                () -> OutputTimestamp.read("yesterday"),
                "write it as 2026-11-01T00:00:00Z",
                () -> OutputTimestamp.read("2026-11-01T00:00:00Z")),
            new Row(
                RefusalCode.PARAMETERS_CONTRADICT,
                () -> server(Optional.of(URL), Optional.of("ann"), Optional.of(PRODUCTION)),
                "The parameters serverId and username are both set; keep one.",
                () -> {
                  server(Optional.of(URL), Optional.of("ann"), Optional.empty());
                  server(Optional.of(URL), Optional.empty(), Optional.of(PRODUCTION));
                }),
            new Row(
                RefusalCode.ADDRESS_MISSING,
                () -> server(Optional.empty(), Optional.of("ann"), Optional.empty()),
                "set url as well",
                () -> server(Optional.of(URL), Optional.of("ann"), Optional.empty())),
            new Row(
                RefusalCode.SERVER_UNKNOWN,
                () -> settings.servers(PRODUCTION, "ann", "x").credentials("prodution"),
                "correct serverId.",
                () -> settings.servers(PRODUCTION, "ann", "x").credentials(PRODUCTION)),
            new Row(
                RefusalCode.SERVER_USERNAME,
                () -> settings.servers(PRODUCTION, null, "x").credentials(PRODUCTION),
                "has no username; add it.",
                () -> settings.servers(PRODUCTION, "ann", "x").credentials(PRODUCTION)),
            new Row(
                RefusalCode.SERVER_PASSWORD,
                () -> encrypted(settings).credentials(PRODUCTION),
                "add the master password to settings-security.xml",
                () -> {
                  settings.addMasterPassword();
                  encrypted(settings).credentials(PRODUCTION);
                }))
        .map(row -> DynamicTest.dynamicTest(row.code().toString(), row::check));
  }

  private static void given(String property) {
    UserPropertiesTest.warnings(UserPropertiesTest.session("kizaki:plan", "", property));
  }

  /**
   * @param text the url in the pom
   * @param evaluated the value that Maven passes to the goal
   */
  private static void written(String text, Optional<String> evaluated) {
    WrittenParametersTest.inPom("url", text).value("url", evaluated);
  }

  private static void server(
      Optional<String> url, Optional<String> username, Optional<String> serverId) {
    new ConnectionParameters(
            url.map(Secret::new), username, Optional.empty(), serverId, Optional.empty())
        .server(id -> new ConnectionParameters.Credentials(id, Optional.empty()));
  }

  private static SettingsServers encrypted(EncryptedSettings settings) throws Exception {
    return settings.servers(PRODUCTION, "ann", settings.encrypted("secret"));
  }
}
