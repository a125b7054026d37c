package dev.kizaki.engine.goals;

import dev.kizaki.engine.report.DriftLines;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A change that a user makes to a database by hand.
 *
 * @param sql makes the change
 * @param lines what {@code status} prints about it
 * @param back undoes the change; empty if the SQL in the output of {@code status} does it; with a
 *     leading plus if it must run after that SQL
 */
record ManualDatabaseChange(String sql, String lines, String back) {
  private static final String UNDO = "[WARNING]   undo: ";

  /** Printed after every drift, because {@code database} is not in {@code failOn}. */
  private static final String REMEDY =
      "[WARNING] The database differs from what its migrations made. " + DriftLines.REMEDY + "\n";

  /** The last entry; it shows what the entry before it leaves behind. */
  static final ManualDatabaseChange NOTHING = new ManualDatabaseChange("select 1", "", "select 1");

  private static ManualDatabaseChange drift(String sql, String lines, String back) {
    return new ManualDatabaseChange(sql, warnings(lines) + REMEDY, back);
  }

  private static ManualDatabaseChange drift(
      String sql, String lines, String back, String unmanaged) {
    return new ManualDatabaseChange(sql, warnings(lines) + REMEDY + unmanaged + "\n", back);
  }

  private static ManualDatabaseChange drift(String sql, String lines) {
    return drift(sql, lines, "");
  }

  private static ManualDatabaseChange harmless(String sql, String line, String back) {
    return new ManualDatabaseChange(sql, line + "\n", back);
  }

  private static String warnings(String lines) {
    return lines.lines().map(line -> "[WARNING] " + line + "\n").collect(Collectors.joining());
  }

  /** One change for each kind of object and each kind of change, for the schema of the test. */
  static List<ManualDatabaseChange> all(int major) {
    return List.of(
        // References over several columns, and an entity without a key.
        drift(
            "alter table spot validate constraint spot_a_b_fkey",
            """
            Database drift: foreign key spot_a_b_fkey on spot was changed: not NOT VALID
              undo: ALTER TABLE "public"."spot" DROP CONSTRAINT "spot_a_b_fkey", ADD CONSTRAINT "spot_a_b_fkey" FOREIGN KEY ("a", "b") REFERENCES "public"."region" ("a", "b") ON DELETE CASCADE NOT VALID;
            """),
        drift(
            "alter table spot drop constraint spot_a_b_fkey",
            """
            Database drift: foreign key spot_a_b_fkey on spot is missing
              undo: ALTER TABLE "public"."spot" ADD CONSTRAINT "spot_a_b_fkey" FOREIGN KEY ("a", "b") REFERENCES "public"."region" ("a", "b") ON DELETE CASCADE NOT VALID;
            """),
        drift(
            "alter table spot drop constraint spot_b_c_fkey, add constraint spot_b_c_fkey"
                + " foreign key (b, c) references region (a, b) on update cascade not valid",
            """
            Database drift: foreign key spot_b_c_fkey on spot was changed: target region.a of public instead of region.b of public; on update CASCADE instead of NO ACTION; NOT VALID
              undo: ALTER TABLE "public"."spot" DROP CONSTRAINT "spot_b_c_fkey", ADD CONSTRAINT "spot_b_c_fkey" FOREIGN KEY ("b", "c") REFERENCES "public"."region" ("b", "a");
            """),
        drift(
            "alter table region add primary key (b, a)",
            """
            Database drift: primary key region_pkey on region was added by hand
              undo: ALTER TABLE "public"."region" DROP CONSTRAINT "region_pkey";
            """),
        // Checks.
        drift(
            "alter table checked drop constraint checked_low_check",
            """
            Database drift: check constraint checked_low_check on checked is missing
              undo: ALTER TABLE "public"."checked" ADD CONSTRAINT "checked_low_check" CHECK (low >= 0);
            """),
        drift(
            "alter table checked drop constraint checked_check",
            """
            Database drift: check constraint checked_check on checked is missing
              undo: ALTER TABLE "public"."checked" ADD CONSTRAINT "checked_check" CHECK (low < high) NOT VALID;
            """),
        drift(
            "alter table checked validate constraint checked_check",
            """
            Database drift: check constraint checked_check on checked was changed: not NOT VALID
              undo: ALTER TABLE "public"."checked" DROP CONSTRAINT "checked_check", ADD CONSTRAINT "checked_check" CHECK (low < high) NOT VALID;
            """),
        drift(
            "alter table checked drop constraint checked_low_check,"
                + " add constraint checked_low_check check (low >= 0) not valid",
            """
            Database drift: check constraint checked_low_check on checked was changed: NOT VALID
              undo: ALTER TABLE "public"."checked" VALIDATE CONSTRAINT "checked_low_check";
            """),
        // Names that the schema states.
        drift(
            "alter table \"Odd \"\"one\"\"\" rename to odd",
            "Database drift: table \"Odd \"\"one\"\"\" is missing",
            "alter table odd rename to \"Odd \"\"one\"\"\"",
            "Unmanaged: table odd"),
        drift(
            "alter table \"Odd \"\"one\"\"\" rename \"größe\" to size",
            """
            Database drift: column "Odd ""one\"""."größe" is missing
              undo: ALTER TABLE "public"."Odd ""one\""" RENAME COLUMN "size" TO "größe";
            Database drift: column "Odd ""one\""".size was added by hand
            Database drift: unique constraint "Odd ""one""_größe_key" on "Odd ""one\""" was changed: columns (size) instead of ("größe")
              undo: ALTER TABLE "public"."Odd ""one\""" DROP CONSTRAINT "Odd ""one""_größe_key", ADD CONSTRAINT "Odd ""one""_größe_key" UNIQUE ("größe");
            """),
        drift(
            "alter table \"Odd \"\"one\"\"\" alter \"from\" drop default",
            """
            Database drift: column "Odd ""one\""".from was changed: default none instead of 'it''s'
              undo: ALTER TABLE "public"."Odd ""one\""" ALTER COLUMN "from" SET DEFAULT 'it''s';
            """),
        drift(
            "alter table \"Odd \"\"one\"\"\" drop constraint \"Odd \"\"one\"\"_größe_key\"",
            """
            Database drift: unique constraint "Odd ""one""_größe_key" on "Odd ""one\""" is missing
              undo: ALTER TABLE "public"."Odd ""one\""" ADD CONSTRAINT "Odd ""one""_größe_key" UNIQUE ("größe");
            """),
        drift(
            "alter type \"odd \"\"state\"\"\" rename value 'it''s' to 'b'",
            """
            Database drift: enum "odd ""state\""" was changed: values ("a a", b) instead of ("a a", "it's")
              undo: ALTER TYPE "public"."odd ""state\""" RENAME VALUE 'b' TO 'it''s';
            Database drift: column "Odd ""one\""".from was changed: default 'b' instead of 'it''s'
              undo: ALTER TABLE "public"."Odd ""one\""" ALTER COLUMN "from" SET DEFAULT 'it''s';
            """),
        drift(
            "alter type \"odd \"\"state\"\"\" rename to odd_state",
            """
            Database drift: enum "odd ""state\""" is missing
            Database drift: column "Odd ""one\""".from was changed: type "public"."odd_state" instead of "public"."odd ""state\"""
            """,
            "alter type odd_state rename to \"odd \"\"state\"\"\"",
            "Unmanaged: enum odd_state"),
        // Columns.
        drift(
            "alter table task add extra text",
            """
            Database drift: column task.extra was added by hand
              undo: ALTER TABLE "public"."task" DROP COLUMN "extra"; -- deletes its values
            """),
        drift(
            "alter table task add twice int generated always as (points * 2) stored",
            """
            Database drift: column task.twice was added by hand
              undo: ALTER TABLE "public"."task" DROP COLUMN "twice"; -- deletes its values
            """),
        drift(
            "alter table task drop meta",
            """
            Database drift: column task.meta is missing
              undo: ALTER TABLE "public"."task" ADD COLUMN "meta" jsonb NOT NULL DEFAULT \
            '{"a": [100], "b": 1.0}';
            """),
        drift(
            "alter table task rename price to cost",
            """
            Database drift: column task.price is missing
              undo: ALTER TABLE "public"."task" RENAME COLUMN "cost" TO "price";
            Database drift: column task.cost was added by hand
            """),
        drift(
            "alter table task alter price type numeric(12, 2)",
            "Database drift: column task.price was changed:"
                + " type numeric(12, 2) instead of numeric(10, 2)",
            "alter table task alter price type numeric(10, 2)"),
        drift(
            "alter table task alter title type varchar(20)",
            "Database drift: column task.title was changed:"
                + " type character varying(20) instead of text",
            "alter table task alter title type text"),
        drift(
            "alter table task alter title type text collate \"POSIX\"",
            "Database drift: column task.title was changed: collation POSIX instead of none",
            "alter table task alter title type text collate \"default\""),
        drift(
            "alter table stamp alter code type varchar(30)",
            "Database drift: column stamp.code was changed: type character varying(30) instead of character varying(20)",
            "alter table stamp alter code type varchar(20)"),
        drift(
            "alter table stamp alter code type varchar",
            "Database drift: column stamp.code was changed: type character varying instead of character varying(20)",
            "alter table stamp alter code type varchar(20)"),
        drift(
            "alter table stamp alter short type bpchar",
            "Database drift: column stamp.short was changed: type bpchar instead of character(3)",
            "alter table stamp alter short type char(3)"),
        drift(
            "alter table stamp alter at type timestamptz(3)",
            "Database drift: column stamp.at was changed: type timestamp(3) with time zone instead of timestamp(3) without time zone",
            "alter table stamp alter at type timestamp(3)"),
        drift(
            "alter table stamp alter at type timestamp",
            "Database drift: column stamp.at was changed: type timestamp without time zone instead of timestamp(3) without time zone",
            "alter table stamp alter at type timestamp(3)"),
        drift(
            "alter table stamp alter day type time(0)",
            "Database drift: column stamp.day was changed: type time(0) without time zone instead of time without time zone",
            "alter table stamp alter day type time"),
        drift(
            "alter table stamp alter size type double precision",
            "Database drift: column stamp.size was changed: type double precision instead of real",
            "alter table stamp alter size type real"),
        drift(
            "alter table stamp alter free type numeric(30, 1)",
            "Database drift: column stamp.free was changed: type numeric(30, 1) instead of numeric",
            "alter table stamp alter free type numeric"),
        drift(
            "alter table stamp alter span type int8range using null",
            "Database drift: column stamp.span was changed: type int8range instead of int4range",
            "alter table stamp alter span type int4range using null"),
        drift(
            "alter table stamp alter bits type bit(4)[]",
            "Database drift: column stamp.bits was changed: type bit(4)[] instead of bit(3)[]",
            "alter table stamp alter bits type bit(3)[]"),
        drift(
            "alter table stamp alter size set default 0.2, alter free set default 0",
            """
            Database drift: column stamp.size was changed: default 0.2 instead of -0.1
              undo: ALTER TABLE "public"."stamp" ALTER COLUMN "size" SET DEFAULT -0.1;
            Database drift: column stamp.free was changed: default 0 instead of 12345678901234567890.5
              undo: ALTER TABLE "public"."stamp" ALTER COLUMN "free" SET DEFAULT 12345678901234567890.5;
            """),
        drift(
            "alter table stamp alter at set default '2026-01-02 03:04:05'",
            """
            Database drift: column stamp.at was changed: default '2026-01-02 03:04:05' instead of now()
              undo: ALTER TABLE "public"."stamp" ALTER COLUMN "at" SET DEFAULT now();
            """),
        drift(
            "alter table stamp drop day, drop bits",
            """
            Database drift: column stamp.day is missing
              undo: ALTER TABLE "public"."stamp" ADD COLUMN "day" time without time zone NOT NULL DEFAULT '07:30:00';
            Database drift: column stamp.bits is missing
              undo: ALTER TABLE "public"."stamp" ADD COLUMN "bits" bit(3)[] NOT NULL DEFAULT '{}';
            """),
        new ManualDatabaseChange(
            "alter table stamp alter at set default current_timestamp",
            "",
            "alter table stamp alter at set default localtimestamp"),
        drift(
            "alter table task alter price drop not null",
            """
            Database drift: column task.price was changed: null instead of not null
              undo: ALTER TABLE "public"."task" ALTER COLUMN "price" SET NOT NULL;
            """),
        drift(
            "alter table task alter points set not null",
            """
            Database drift: column task.points was changed: not null instead of null
              undo: ALTER TABLE "public"."task" ALTER COLUMN "points" DROP NOT NULL;
            """),
        drift(
            "alter table task alter points set default 7",
            """
            Database drift: column task.points was changed: default 7 instead of -7
              undo: ALTER TABLE "public"."task" ALTER COLUMN "points" SET DEFAULT -7;
            """),
        drift(
            "alter table task alter status set default 'Done', alter status drop not null",
            """
            Database drift: column task.status was changed: null instead of not null; default 'Done' instead of 'Todo'
              undo: ALTER TABLE "public"."task" ALTER COLUMN "status" SET DEFAULT 'Todo'; ALTER \
            TABLE "public"."task" ALTER COLUMN "status" SET NOT NULL;
            """),
        drift(
            "alter table task alter meta set default '{\"a\": [101], \"b\": 1.0}'",
            """
            Database drift: column task.meta was changed: default '{"a": [101], "b": 1.0}' instead of '{"a": [100], "b": 1.0}'
              undo: ALTER TABLE "public"."task" ALTER COLUMN "meta" SET DEFAULT '{"a": [100], "b": 1.0}';
            """),
        drift(
            "alter table task alter due set default now()",
            """
            Database drift: column task.due was changed: default now() instead of '2026-01-02 03:04:05.5+00'
              undo: ALTER TABLE "public"."task" ALTER COLUMN "due" SET DEFAULT '2026-01-02 03:04:05.5+00';
            """),
        drift(
            "alter table project alter id drop default",
            """
            Database drift: column project.id was changed: default none instead of gen_random_uuid()
              undo: ALTER TABLE "public"."project" ALTER COLUMN "id" SET DEFAULT gen_random_uuid();
            """),
        drift(
            "alter table project alter code set default lower('X')",
            """
            Database drift: column project.code was changed: default lower('X'::text) instead of none
              undo: ALTER TABLE "public"."project" ALTER COLUMN "code" DROP DEFAULT;
            """),
        drift(
            "alter table task alter title drop default",
            "Database drift: column task.title was changed: default none instead of"
                + " 'it''s \\ new\\u000Aline'",
            "alter table task alter title set default E'it''s \\\\ new\\nline'"),
        // Identity.
        drift(
            "alter table task alter number set generated always",
            """
            Database drift: column task.number was changed: identity always instead of by default
              undo: ALTER TABLE "public"."task" ALTER COLUMN "number" SET GENERATED BY DEFAULT;
            """),
        drift(
            "alter table task alter number set increment by 10",
            """
            Database drift: column task.number was changed: sequence task_number_seq integer INCREMENT BY 10 instead of task_number_seq integer
              undo: ALTER SEQUENCE "public"."task_number_seq" INCREMENT BY 1;
            """),
        drift(
            "alter sequence task_number_seq rename to numbered",
            """
            Database drift: column task.number was changed: sequence numbered integer instead of task_number_seq integer
              undo: ALTER SEQUENCE "public"."numbered" RENAME TO "task_number_seq";
            """),
        drift(
            "alter table task alter number drop identity",
            "Database drift: column task.number was changed: identity none instead of by default;"
                + " sequence none instead of task_number_seq integer",
            "alter table task alter number add generated by default as identity"
                + " (sequence name task_number_seq)"),
        // Sequences.
        drift(
            "alter sequence numbers increment by 5 cache 1 no cycle",
            """
            Database drift: sequence numbers was changed: options bigint, INCREMENT BY 5 instead of bigint, CACHE 2, CYCLE
              undo: ALTER SEQUENCE "public"."numbers" INCREMENT BY 1 CACHE 2 CYCLE;
            """),
        drift(
            "alter sequence counted_id_seq as bigint cache 3",
            """
            Database drift: column counted.id was changed: sequence counted_id_seq bigint CACHE 3 instead of counted_id_seq integer
              undo: ALTER SEQUENCE "public"."counted_id_seq" AS integer CACHE 1;
            """),
        drift(
            "alter table counted alter id drop default",
            "Database drift: column counted.id was changed: default none instead of"
                + " nextval('\"public\".\"counted_id_seq\"'::regclass); sequence none instead of"
                + " counted_id_seq integer",
            "alter table counted alter id set default nextval('counted_id_seq')"),
        drift(
            "alter table counted alter number drop default",
            """
            Database drift: column counted.number was changed: default none instead of nextval('"public"."numbers"'::regclass)
              undo: ALTER TABLE "public"."counted" ALTER COLUMN "number" SET DEFAULT nextval('"public"."numbers"'::regclass);
            """),
        drift(
            "alter table counted alter number set default nextval('counted_id_seq')",
            """
            Database drift: column counted.number was changed: default nextval('"public"."counted_id_seq"'::regclass) instead of nextval('"public"."numbers"'::regclass)
              undo: ALTER TABLE "public"."counted" ALTER COLUMN "number" SET DEFAULT nextval('"public"."numbers"'::regclass);
            """),
        drift(
            "drop sequence numbers cascade",
            """
            Database drift: sequence numbers is missing
              undo: CREATE SEQUENCE "public"."numbers" AS bigint CACHE 2 CYCLE;
            Database drift: column counted.number was changed: default none instead of nextval('"public"."numbers"'::regclass)
              undo: ALTER TABLE "public"."counted" ALTER COLUMN "number" SET DEFAULT nextval('"public"."numbers"'::regclass);
            """),
        drift(
            "alter sequence numbers rename to loose",
            """
            Database drift: sequence numbers is missing
              undo: CREATE SEQUENCE "public"."numbers" AS bigint CACHE 2 CYCLE;
            Database drift: column counted.number was changed: default nextval('"public"."loose"'::regclass) instead of nextval('"public"."numbers"'::regclass)
              undo: ALTER TABLE "public"."counted" ALTER COLUMN "number" SET DEFAULT nextval('"public"."numbers"'::regclass);
            """,
            "+drop sequence loose",
            "Unmanaged: sequence loose"),
        drift(
            "alter sequence numbers owned by counted.number",
            """
            Database drift: sequence numbers was changed: OWNED BY A COLUMN
            Database drift: column counted.number was changed: sequence numbers bigint CACHE 2 CYCLE instead of none
            """,
            "alter sequence numbers owned by none"),
        harmless("create sequence loose", "Unmanaged: sequence loose", "drop sequence loose"),
        // Constraints.
        drift(
            "alter table task drop constraint task_title_project_id_key",
            """
            Database drift: unique constraint task_title_project_id_key on task is missing
              undo: ALTER TABLE "public"."task" ADD CONSTRAINT "task_title_project_id_key" UNIQUE ("title", "project_id");
            """),
        drift(
            "alter table task drop constraint task_title_project_id_key,"
                + " add constraint task_title_project_id_key unique (project_id, title) deferrable",
            """
            Database drift: unique constraint task_title_project_id_key on task was changed: columns (project_id, title) instead of (title, project_id); DEFERRABLE
              undo: ALTER TABLE "public"."task" DROP CONSTRAINT "task_title_project_id_key", ADD CONSTRAINT "task_title_project_id_key" UNIQUE ("title", "project_id");
            """),
        drift(
            "alter table task drop constraint task_pkey",
            """
            Database drift: primary key task_pkey on task is missing
              undo: ALTER TABLE "public"."task" ADD CONSTRAINT "task_pkey" PRIMARY KEY ("number");
            """),
        drift(
            "alter table task rename constraint task_pkey to other",
            """
            Database drift: primary key other on task was added by hand
            Database drift: primary key task_pkey on task is missing
              undo: ALTER TABLE "public"."task" RENAME CONSTRAINT "other" TO "task_pkey";
            """),
        drift(
            "alter table task drop constraint task_pkey, add constraint other primary key (title)",
            """
            Database drift: primary key other on task was added by hand
              undo: ALTER TABLE "public"."task" DROP CONSTRAINT "other";
            Database drift: primary key task_pkey on task is missing
              undo: ALTER TABLE "public"."task" ADD CONSTRAINT "task_pkey" PRIMARY KEY ("number");
            """),
        drift(
            "alter table task add constraint positive check (points > 0)",
            """
            Database drift: check constraint positive on task was added by hand
              undo: ALTER TABLE "public"."task" DROP CONSTRAINT "positive";
            """),
        drift(
            "alter table task add constraint apart exclude using btree (points with =)",
            """
            Database drift: exclusion constraint apart on task was added by hand
              undo: ALTER TABLE "public"."task" DROP CONSTRAINT "apart";
            """),
        drift(
            "alter table task drop constraint task_project_id_fkey",
            """
            Database drift: foreign key task_project_id_fkey on task is missing
              undo: ALTER TABLE "public"."task" ADD CONSTRAINT "task_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "public"."project" ("id") ON DELETE CASCADE;
            """),
        drift(
            "alter table task drop constraint task_project_id_fkey, add constraint"
                + " task_project_id_fkey foreign key (project_id) references project on delete"
                + " cascade not valid",
            """
            Database drift: foreign key task_project_id_fkey on task was changed: NOT VALID
              undo: ALTER TABLE "public"."task" VALIDATE CONSTRAINT "task_project_id_fkey";
            """),
        drift(
            "alter table task drop constraint task_project_id_fkey, add constraint"
                + " task_project_id_fkey foreign key (project_id) references project on update"
                + " cascade",
            """
            Database drift: foreign key task_project_id_fkey on task was changed: on delete NO ACTION instead of CASCADE; on update CASCADE instead of NO ACTION
              undo: ALTER TABLE "public"."task" DROP CONSTRAINT "task_project_id_fkey", ADD CONSTRAINT "task_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "public"."project" ("id") ON DELETE CASCADE;
            """),
        drift(
            "alter table task drop constraint task_project_id_fkey, add constraint"
                + " task_project_id_fkey foreign key (project_id) references project on delete"
                + " restrict",
            """
            Database drift: foreign key task_project_id_fkey on task was changed: on delete RESTRICT instead of CASCADE
              undo: ALTER TABLE "public"."task" DROP CONSTRAINT "task_project_id_fkey", ADD CONSTRAINT "task_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "public"."project" ("id") ON DELETE CASCADE;
            """),
        drift(
            "alter table task alter constraint task_project_id_fkey deferrable",
            """
            Database drift: foreign key task_project_id_fkey on task was changed: DEFERRABLE instead of NOT DEFERRABLE
              undo: ALTER TABLE "public"."task" ALTER CONSTRAINT "task_project_id_fkey" NOT DEFERRABLE;
            """),
        drift(
            "alter table task alter constraint task_first_id_fkey deferrable initially immediate",
            """
            Database drift: foreign key task_first_id_fkey on task was changed: DEFERRABLE instead of DEFERRABLE INITIALLY DEFERRED
              undo: ALTER TABLE "public"."task" ALTER CONSTRAINT "task_first_id_fkey" DEFERRABLE INITIALLY DEFERRED;
            """),
        drift(
            "alter table task drop constraint task_first_id_fkey",
            """
            Database drift: foreign key task_first_id_fkey on task is missing
              undo: ALTER TABLE "public"."task" ADD CONSTRAINT "task_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "public"."project" ("id") ON DELETE SET NULL ON UPDATE SET DEFAULT DEFERRABLE INITIALLY DEFERRED;
            """),
        drift(
            "alter table task drop constraint task_first_id_fkey, add constraint"
                + " task_first_id_fkey foreign key (first_id) references project on delete set"
                + " null on update restrict",
            """
            Database drift: foreign key task_first_id_fkey on task was changed: on update RESTRICT instead of SET DEFAULT; NOT DEFERRABLE instead of DEFERRABLE INITIALLY DEFERRED
              undo: ALTER TABLE "public"."task" DROP CONSTRAINT "task_first_id_fkey", ADD CONSTRAINT "task_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "public"."project" ("id") ON DELETE SET NULL ON UPDATE SET DEFAULT DEFERRABLE INITIALLY DEFERRED;
            """),
        drift(
            "create table place (id uuid primary key); alter table task drop constraint"
                + " task_project_id_fkey, add constraint task_project_id_fkey foreign key"
                + " (project_id) references place on delete cascade",
            """
            Database drift: foreign key task_project_id_fkey on task was changed: target place.id of public instead of project.id of public
              undo: ALTER TABLE "public"."task" DROP CONSTRAINT "task_project_id_fkey", ADD CONSTRAINT "task_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "public"."project" ("id") ON DELETE CASCADE;
            """,
            "+drop table place",
            "Unmanaged: table place"),
        // Indexes. A reference without one can have one.
        harmless(
            "create index task_first_id_idx on task (first_id)",
            "Unmanaged: index task_first_id_idx on task",
            "drop index task_first_id_idx"),
        drift(
            "drop index task_status_points_idx",
            """
            Database drift: index task_status_points_idx on task is missing
              undo: CREATE INDEX "task_status_points_idx" ON "public"."task" ("status", "points");
            """),
        drift(
            "drop index task_status_points_idx;"
                + " create index task_status_points_idx on task (points, status)",
            """
            Database drift: index task_status_points_idx on task was changed: columns (points, status) instead of (status, points)
              undo: DROP INDEX "public"."task_status_points_idx"; CREATE INDEX "task_status_points_idx" ON "public"."task" ("status", "points");
            """),
        drift(
            "drop index task_status_points_idx; create unique index task_status_points_idx"
                + " on task (status desc, points) where points > 0",
            """
            Database drift: index task_status_points_idx on task was changed: where (points > 0) instead of none; unique instead of not unique; order desc, asc instead of asc, asc
              undo: DROP INDEX "public"."task_status_points_idx"; CREATE INDEX "task_status_points_idx" ON "public"."task" ("status", "points");
            """),
        drift(
            "drop index task_status_points_idx; create index task_status_points_idx"
                + " on task using hash ((points + 1))",
            """
            Database drift: index task_status_points_idx on task was changed: columns ("(expression)") instead of (status, points); expressions ((points + 1)) instead of none; method hash instead of btree
              undo: DROP INDEX "public"."task_status_points_idx"; CREATE INDEX "task_status_points_idx" ON "public"."task" ("status", "points");
            """),
        drift(
            "update pg_index set indisvalid = false"
                + " where indexrelid = 'task_status_points_idx'::regclass",
            """
            Database drift: index task_status_points_idx on task was changed: INVALID
              undo: DROP INDEX "public"."task_status_points_idx"; CREATE INDEX "task_status_points_idx" ON "public"."task" ("status", "points");
            """),
        drift(
            "create unique index one_title on task (title)",
            """
            Database drift: index one_title on task was added by hand
              undo: DROP INDEX "public"."one_title";
            """),
        drift(
            "drop index search_name_idx",
            """
            Database drift: index search_name_idx on search is missing
              undo: CREATE INDEX "search_name_idx" ON "public"."search" ("name" "text_pattern_ops" DESC NULLS LAST) INCLUDE ("size");
            """),
        drift(
            "drop index search_name_idx;"
                + " create index search_name_idx on search (name text_pattern_ops) include (size)",
            """
            Database drift: index search_name_idx on search was changed: order asc instead of desc nulls last
              undo: DROP INDEX "public"."search_name_idx"; CREATE INDEX "search_name_idx" ON "public"."search" ("name" "text_pattern_ops" DESC NULLS LAST) INCLUDE ("size");
            """),
        drift(
            "drop index search_name_idx;"
                + " create index search_name_idx on search (name text_pattern_ops desc) include (size)",
            """
            Database drift: index search_name_idx on search was changed: order desc instead of desc nulls last
              undo: DROP INDEX "public"."search_name_idx"; CREATE INDEX "search_name_idx" ON "public"."search" ("name" "text_pattern_ops" DESC NULLS LAST) INCLUDE ("size");
            """),
        drift(
            "drop index search_name_idx;"
                + " create index search_name_idx on search (name desc nulls last) include (size)",
            """
            Database drift: index search_name_idx on search was changed: operator classes default text_ops instead of text_pattern_ops
              undo: DROP INDEX "public"."search_name_idx"; CREATE INDEX "search_name_idx" ON "public"."search" ("name" "text_pattern_ops" DESC NULLS LAST) INCLUDE ("size");
            """),
        drift(
            "drop index search_name_idx;"
                + " create index search_name_idx on search (name text_pattern_ops desc nulls last)",
            """
            Database drift: index search_name_idx on search was changed: include none instead of (size)
              undo: DROP INDEX "public"."search_name_idx"; CREATE INDEX "search_name_idx" ON "public"."search" ("name" "text_pattern_ops" DESC NULLS LAST) INCLUDE ("size");
            """),
        drift(
            "drop index search_lower_size_idx",
            """
            Database drift: index search_lower_size_idx on search is missing
              undo: CREATE UNIQUE INDEX "search_lower_size_idx" ON "public"."search" ((lower(name)) DESC, "size") WHERE (size > 0);
            """),
        drift(
            "drop index search_lower_size_idx;"
                + " create unique index search_lower_size_idx on search (lower(name) desc, size)",
            """
            Database drift: index search_lower_size_idx on search was changed: where none instead of size > 0
              undo: DROP INDEX "public"."search_lower_size_idx"; CREATE UNIQUE INDEX "search_lower_size_idx" ON "public"."search" ((lower(name)) DESC, "size") WHERE (size > 0);
            """),
        drift(
            "drop index search_lower_size_idx; create unique index search_lower_size_idx"
                + " on search (name desc, size) where size > 0",
            """
            Database drift: index search_lower_size_idx on search was changed: columns (name, size) instead of ("(expression)", size); expressions none instead of lower(name)
              undo: DROP INDEX "public"."search_lower_size_idx"; CREATE UNIQUE INDEX "search_lower_size_idx" ON "public"."search" ((lower(name)) DESC, "size") WHERE (size > 0);
            """),
        drift(
            "drop index search_size_idx; create index search_size_idx on search (size)",
            """
            Database drift: index search_size_idx on search was changed: not unique instead of unique
              undo: DROP INDEX "public"."search_size_idx"; CREATE UNIQUE INDEX "search_size_idx" ON "public"."search" ("size");
            """),
        drift(
            "drop index search_tags_idx; create index search_tags_idx on search (tags)",
            """
            Database drift: index search_tags_idx on search was changed: method btree instead of gin
              undo: DROP INDEX "public"."search_tags_idx"; CREATE INDEX "search_tags_idx" ON "public"."search" USING gin ("tags");
            """),
        drift(
            "alter table search drop constraint search_name_size_key,"
                + " add constraint search_name_size_key unique (name, size)",
            """
            Database drift: unique constraint search_name_size_key on search was changed: include none instead of (tags)
              undo: ALTER TABLE "public"."search" DROP CONSTRAINT "search_name_size_key", ADD CONSTRAINT "search_name_size_key" UNIQUE ("name", "size") INCLUDE ("tags");
            """),
        drift(
            "alter table task drop constraint task_pkey, add constraint task_pkey primary key (number)"
                + " include (title)",
            """
            Database drift: primary key task_pkey on task was changed: include (title) instead of none
              undo: ALTER TABLE "public"."task" DROP CONSTRAINT "task_pkey", ADD CONSTRAINT "task_pkey" PRIMARY KEY ("number");
            """),
        harmless(
            "create index more on task (due)", "Unmanaged: index more on task", "drop index more"),
        // Enums.
        drift(
            "alter type task_status rename value 'Done' to 'Finished'",
            """
            Database drift: enum task_status was changed: values ("Todo", "Doing", "Finished") instead of ("Todo", "Doing", "Done")
              undo: ALTER TYPE "public"."task_status" RENAME VALUE 'Finished' TO 'Done';
            """),
        drift(
            "alter type task_status rename value 'Todo' to 'x';"
                + " alter type task_status rename value 'Done' to 'Todo';"
                + " alter type task_status rename value 'x' to 'Done'",
            "Database drift: enum task_status was changed: values (\"Done\", \"Doing\", \"Todo\")"
                + " instead of (\"Todo\", \"Doing\", \"Done\")\n"
                + "Database drift: column task.status was changed: default 'Done' instead of"
                + " 'Todo'\n  undo: ALTER TABLE \"public\".\"task\" ALTER COLUMN \"status\" SET"
                + " DEFAULT 'Todo';",
            "alter type task_status rename value 'Todo' to 'x';"
                + " alter type task_status rename value 'Done' to 'Todo';"
                + " alter type task_status rename value 'x' to 'Done';"
                + " alter table task alter status set default 'Todo'"),
        drift(
            "alter type task_status rename to state",
            "Database drift: enum task_status is missing\n"
                + "Database drift: column task.status was changed: type \"public\".\"state\""
                + " instead of \"public\".\"task_status\"",
            "alter type state rename to task_status",
            "Unmanaged: enum state"),
        // Tables.
        drift(
            "alter table project rename to undertaking",
            "Database drift: table project is missing\n"
                + "Database drift: foreign key task_project_id_fkey on task was changed: target"
                + " undertaking.id of public instead of project.id of public\n  undo: ALTER TABLE"
                + " \"public\".\"task\" DROP CONSTRAINT \"task_project_id_fkey\", ADD CONSTRAINT"
                + " \"task_project_id_fkey\" FOREIGN KEY (\"project_id\") REFERENCES"
                + " \"public\".\"project\" (\"id\") ON DELETE CASCADE;\n"
                + "Database drift: foreign key task_first_id_fkey on task was changed: target"
                + " undertaking.id of public instead of project.id of public\n  undo: ALTER TABLE"
                + " \"public\".\"task\" DROP CONSTRAINT \"task_first_id_fkey\", ADD CONSTRAINT"
                + " \"task_first_id_fkey\" FOREIGN KEY (\"first_id\") REFERENCES"
                + " \"public\".\"project\" (\"id\") ON DELETE SET NULL ON UPDATE SET DEFAULT"
                + " DEFERRABLE INITIALLY DEFERRED;",
            "alter table undertaking rename to project",
            "Unmanaged: table undertaking"),
        drift(
            "alter table task set unlogged",
            "Database drift: table task was changed: UNLOGGED",
            "alter table task set logged"),
        // Objects that others add.
        harmless(
            "create table legacy (id int, unique (id))",
            "Unmanaged: table legacy",
            "drop table legacy"),
        harmless(
            "create table parts (id int) partition by range (id)",
            "Unmanaged: table parts",
            "drop table parts"),
        harmless(
            "create view open as select * from task", "Unmanaged: view open", "drop view open"),
        harmless(
            "create materialized view all_tasks as select title from task",
            "Unmanaged: materialized view all_tasks",
            "drop materialized view all_tasks"),
        harmless("create sequence s", "Unmanaged: sequence s", "drop sequence s"),
        harmless("create type pair as (a int, b int)", "Unmanaged: type pair", "drop type pair"),
        harmless(
            "create domain positive as int check (value > 0)",
            "Unmanaged: type positive",
            "drop domain positive"),
        harmless(
            "create type span as range (subtype = int)", "Unmanaged: type span", "drop type span"),
        harmless("create type mood as enum ('sad')", "Unmanaged: enum mood", "drop type mood"),
        harmless(
            "create function twice(n int) returns int language sql as 'select n * 2'",
            "Unmanaged: function twice(n integer)",
            "drop function twice"),
        harmless(
            "create trigger same before update on task for each row"
                + " execute function suppress_redundant_updates_trigger()",
            "Unmanaged: trigger same on task",
            "drop trigger same on task"),
        harmless(
            "create rule quiet as on delete to project do instead nothing",
            "Unmanaged: rule quiet on project",
            "drop rule quiet on project"),
        harmless(
            "alter table task enable row level security; create policy p on task",
            "Unmanaged: policy p on task, row security on task",
            "drop policy p on task; alter table task disable row level security"),
        harmless(
            "create table l1 (); create table l2 (); create table l3 (); create view v as select 1;"
                + " create index i on task (points)",
            "Unmanaged: 3 tables, 1 index, 1 view",
            "drop table l1, l2, l3; drop view v; drop index i"),
        // Changes that status never reports.
        new ManualDatabaseChange(
            "create schema other; create table other.task (x int); create extension pg_trgm",
            "",
            "drop schema other cascade; drop extension pg_trgm"),
        // This extension has row types; one of a person is listed.
        new ManualDatabaseChange("create extension tablefunc", "", "drop extension tablefunc"),
        harmless("create type pair as (a int)", "Unmanaged: type pair", "drop type pair"),
        new ManualDatabaseChange(
            "comment on table task is 'x'; analyze task", "", "comment on table task is null"),
        major < 18
            ? NOTHING
            : drift(
                "alter table task alter points drop not null,"
                    + " alter price drop not null, add constraint given not null price not valid",
                "Database drift: column task.price was changed: not null, not valid instead of not"
                    + " null\n  undo: ALTER TABLE \"public\".\"task\" ALTER COLUMN \"price\" SET"
                    + " NOT NULL;",
                "alter table task validate constraint given"),
        major < 15
            ? NOTHING
            : drift(
                "drop index search_size_idx; create unique index search_size_idx on search (size)"
                    + " nulls not distinct",
                """
                Database drift: index search_size_idx on search was changed: nulls not distinct instead of distinct
                  undo: DROP INDEX "public"."search_size_idx"; CREATE UNIQUE INDEX "search_size_idx" ON "public"."search" ("size");
                """),
        major < 15
            ? NOTHING
            : drift(
                "alter table project drop constraint project_code_key, add constraint"
                    + " project_code_key unique nulls not distinct (code)",
                """
                Database drift: unique constraint project_code_key on project was changed: nulls not distinct instead of distinct
                  undo: ALTER TABLE "public"."project" DROP CONSTRAINT "project_code_key", ADD CONSTRAINT "project_code_key" UNIQUE ("code");
                """));
  }

  String undo() {
    String given =
        lines
            .lines()
            .filter(line -> line.startsWith(UNDO))
            .map(line -> line.substring(UNDO.length()))
            .collect(Collectors.joining("\n"));
    return back.isEmpty() ? given : back.startsWith("+") ? given + back.substring(1) : back;
  }
}
