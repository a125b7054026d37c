package dev.kizaki.engine.sql;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import java.util.List;

/**
 * The table that records how far migrations are that run in stages, as data. It has a row for the
 * one in progress, and for each one between the two phases of a deploy.
 */
public final class StepTable {
  public static final String NAME = "__kizaki_step";

  /** The name of its primary key. */
  public static final String KEY = NAME + "_pkey";

  /** Its columns with their types, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "number integer not null",
          "name text not null",
          "digest text not null",
          "tool_version text not null",
          "server_major integer not null",
          "chosen text not null",
          "taken_over text not null",
          "two_columns text not null",
          "stages_digest text not null",
          "stages integer not null",
          "stage integer not null",
          "ended boolean not null",
          "doing text not null",
          "begun_at timestamp with time zone not null",
          "page bigint not null",
          "pages bigint not null",
          "stripe integer not null",
          "filenode bigint not null",
          "run uuid not null",
          "phase text not null",
          "expanded_at timestamp with time zone");

  private StepTable() {}

  public static TableName in(String schema) {
    return new TableName(schema, NAME);
  }

  /** The command that creates the table. */
  public static String creation(String schema) {
    return sql("create table")
        .table(in(schema))
        .parenthesized(
            String.join(", ", COLUMNS)
                + ", "
                + sql("constraint").identifier(KEY).words("primary key (number)").text())
        .text();
  }
}
