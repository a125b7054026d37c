package dev.kizaki.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopbackHostsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/tasks",
        "jdbc:postgresql:tasks",
        "jdbc:postgresql://127.0.0.1:5433/tasks",
        "jdbc:postgresql://127.8.9.10/tasks",
        "jdbc:postgresql://[::1]/tasks",
        "jdbc:postgresql://[::1]:5433/tasks",
        "postgresql://ann:secret@localhost/tasks",
        "postgresql:///tasks?host=127.0.0.1",
        "jdbc:postgresql://localhost:5432,127.0.0.1:5433/tasks"
      })
  void thisMachine(String address) {
    assertThat(LoopbackHosts.firstOther(ConnectionString.parse(address))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "jdbc:postgresql://192.0.2.7/tasks 192.0.2.7",
        "jdbc:postgresql://[2001:db8::7]:5432/tasks [2001:db8::7]",
        "jdbc:postgresql://db.invalid:5432/tasks db.invalid",
        "postgresql://ann:secret@localhost,192.0.2.7:5433/tasks 192.0.2.7",
        "postgresql://localhost/tasks?host=192.0.2.7 192.0.2.7",
        "jdbc:postgresql://0.0.0.0/tasks 0.0.0.0"
      })
  void anotherMachine(String address, String host) {
    assertThat(LoopbackHosts.firstOther(ConnectionString.parse(address))).contains(host);
  }
}
