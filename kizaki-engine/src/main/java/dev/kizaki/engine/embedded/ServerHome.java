package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The folder of one server, {@code <project>/.kizaki/postgres/<major>}, and its files.
 *
 * <pre>
 * data/           PostgreSQL's data directory
 * password        the superuser's password; only the owner can read the file
 * port            the port, which is chosen once
 * users/          one locked file for each user, see {@link ServerUsers}
 * server.log      PostgreSQL's log since the last start
 * command.output  the output of the last initdb or pg_ctl
 * </pre>
 */
record ServerHome(Path folder) {
  static final String USERNAME = "kizaki";
  static final String DATA = "data";

  private static final String PASSWORD_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** 32 characters out of 62 have an entropy of 190 bits. */
  private static final int PASSWORD_LENGTH = 32;

  Path data() {
    return folder.resolve(DATA);
  }

  Path passwordFile() {
    return folder.resolve("password");
  }

  Path portFile() {
    return folder.resolve("port");
  }

  Path log() {
    return folder.resolve("server.log");
  }

  Path commandOutput() {
    return folder.resolve("command.output");
  }

  ServerUsers users() {
    return new ServerUsers(folder.resolve("users"));
  }

  /** Creates everything in a new folder except the data directory. */
  void initialise(ServerIdentity identity) throws IOException {
    OwnerPermissions.writeNewFile(passwordFile(), identity.password());
    Files.createDirectory(users().folder());
    writePort(identity.port());
  }

  /** The stored port and password; empty if one of them is lost. */
  Optional<ServerIdentity> identity() throws IOException {
    OptionalInt port = port();
    return port.isPresent() && Files.isRegularFile(passwordFile()) && !password().isEmpty()
        ? Optional.of(new ServerIdentity(port.getAsInt(), password()))
        : Optional.empty();
  }

  String password() throws IOException {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (NoSuchFileException e) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_DAMAGED,
          """
          The embedded database has lost its password: there is no %s. Start again from the \
          history with `mvn kizaki:reset -Dkizaki.fresh`.\
          """
              .formatted(passwordFile()),
          e);
    }
  }

  /** The stored port; empty if the file was deleted or does not contain a port. */
  OptionalInt port() throws IOException {
    try {
      int port = Integer.parseInt(Files.readString(portFile()).strip());
      return port > 0 && port < 65_536 ? OptionalInt.of(port) : OptionalInt.empty();
    } catch (NoSuchFileException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  void writePort(int port) throws IOException {
    Path unfinished = folder.resolve("port.new");
    Files.writeString(unfinished, port + "\n");
    Files.move(
        unfinished,
        portFile(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Checks that the data directory was created by this major version. The programs of another major
   * version would refuse it too, but with a less helpful message.
   */
  void checkVersion(PostgresVersion version) throws IOException {
    String found;
    try {
      found = Files.readString(data().resolve("PG_VERSION")).strip();
    } catch (NoSuchFileException e) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_DAMAGED,
          """
          The embedded database in %s is not complete: there is no %s in it. Start again from the \
          history with `mvn kizaki:reset -Dkizaki.fresh`.\
          """
              .formatted(folder, folder.relativize(data().resolve("PG_VERSION"))),
          e);
    }
    if (!found.equals(String.valueOf(version.major()))) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_OTHER_VERSION,
          """
          The embedded database in %1$s was created by PostgreSQL %2$s and cannot be run by \
          %3$s. To keep it, move it to %4$s and set postgresVersion to %2$s; otherwise start again \
          from the history with `mvn kizaki:reset -Dkizaki.fresh`.\
          """
              .formatted(folder, found, version, folder.resolveSibling(found)));
    }
  }

  static String newPassword() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(PASSWORD_CHARACTERS.charAt(random.nextInt(PASSWORD_CHARACTERS.length())));
    }
    return password.toString();
  }
}
