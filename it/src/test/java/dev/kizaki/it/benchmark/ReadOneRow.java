package dev.kizaki.it.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens one connection, reads one row and ends: the least that a program in Java can do. */
public final class ReadOneRow {
  private ReadOneRow() {}

  /**
   * Prints {@code 1}.
   *
   * @param arguments the URL of the database, the user and the password
   */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      row.next();
      System.out.println(row.getInt(1));
    }
  }
}
