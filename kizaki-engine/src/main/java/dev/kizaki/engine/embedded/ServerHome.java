package dev.kizaki.engine.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.OptionalInt;

/**
 * The folder of one server, {@code <project>/.kizaki/postgres/<major>}, and what lies where in it.
 *
 * <pre>
 * data/           PostgreSQL's data directory
 * password        of the superuser; readable for its owner alone
 * port            chosen once
 * users/          one locked file a user, see {@link ServerUsers}
 * server.log      since the last start
 * command.output  of the last initdb or pg_ctl
 * </pre>
 */
record ServerHome(Path folder) {
  static final String USERNAME = "kizaki";
  static final String DATA = "data";

  private static final String PASSWORD_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** 32 characters of 62 are 190 bits. */
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

  /** Fills a new folder with everything but the data directory. */
  void furnish(int port) throws IOException {
    OwnerPermissions.writeNewFile(passwordFile(), newPassword());
    Files.createDirectory(users().folder());
    writePort(port);
  }

  String password() throws IOException {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (NoSuchFileException e) {
      throw new EmbeddedServerException(
          "The embedded database has lost its password: there is no "
              + passwordFile()
              + ". Start again from the history with `mvn kizaki:reset`.",
          e);
    }
  }

  /** The kept port; empty if the file was deleted or does not hold one. */
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
   * Makes sure that the data directory is one of this major: another major's programs would refuse
   * it with less helpful words.
   */
  void checkVersion(PostgresVersion version) throws IOException {
    String found;
    try {
      found = Files.readString(data().resolve("PG_VERSION")).strip();
    } catch (NoSuchFileException e) {
      throw new EmbeddedServerException(
          "The embedded database in "
              + folder
              + " is not complete: there is no "
              + folder.relativize(data().resolve("PG_VERSION"))
              + " in it. Start again from the history with `mvn kizaki:reset`.",
          e);
    }
    if (!found.equals(String.valueOf(version.major()))) {
      throw new EmbeddedServerException(
          "The embedded database in "
              + folder
              + " was made by PostgreSQL "
              + found
              + " and cannot be run by "
              + version
              + ". Set postgresVersion to "
              + found
              + " to keep it there, or start again from the history with `mvn kizaki:reset`.");
    }
  }

  private static String newPassword() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(PASSWORD_CHARACTERS.charAt(random.nextInt(PASSWORD_CHARACTERS.length())));
    }
    return password.toString();
  }
}
