package dev.kizaki.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.engine.shape.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotJsonTest {
  private static final String NAME = "migrations/0002_next/snapshot.json";
  private static final Snapshot RICH =
      SampleShapes.snapshot("0002_next", Optional.of(SampleShapes.PARENT), SampleShapes.rich());
  private static final String TEXT = SnapshotJson.write(RICH);

  @Test
  void aTypeIsWrittenAsInTheSchema() {
    Snapshot types =
        SampleShapes.snapshot("0002_next", Optional.empty(), SampleShapes.furtherTypes());
    String text = SnapshotJson.write(types);

    assertThat(SnapshotJson.read(NAME, text)).isEqualTo(types);
    assertThat(
            Pattern.compile("\"type\": \"(.*)\", \"nullable")
                .matcher(text)
                .results()
                .map(result -> result.group(1)))
        .containsExactly(
            "varchar",
            "varchar(3)[]",
            "char(3)",
            "char(3)[]",
            "decimal",
            "decimal[]",
            "real",
            "real[]",
            "datetime(3)[]",
            "timestamp",
            "timestamp(3)[]",
            "time",
            "time(3)[]",
            "native(\\\"int4range\\\")",
            "native(\\\"gis.\\\\\\\"My \\\\\\\\ type\\\\\\\"(Z,3)\\\")[]");
  }

  @Test
  void writesEverythingInOneLayout() {
    assertThat(TEXT)
        .isEqualTo(
            """
            {
              "format": 1,
              "naming": 1,
              "digest": 1,
              "migration": "0002_next",
              "parent": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
              "systemEntities": [
                {"external": "Account", "schema": "auth", "table": "Users", "columns": [{"name": "user id", "type": "int"}, {"name": "tenant", "type": "uuid"}]},
                {"name": "__User", "table": "__user"},
                {"extension": "uuid-ossp"}
              ],
              "enums": [
                {
                  "name": "Date",
                  "type": "date_enum",
                  "values": [
                    "A"
                  ]
                },
                {
                  "name": "Status",
                  "type": "status",
                  "values": [
                    "Todo",
                    "Doing",
                    "Done"
                  ]
                }
              ],
              "entities": [
                {
                  "name": "Project",
                  "table": "project",
                  "fields": [
                    {"name": "name", "type": "string", "nullable": false, "column": "name"},
                    {"name": "id", "type": "uuid", "nullable": false, "default": {"function": "uuid()"}, "column": "id"},
                    {"name": "ownerId", "type": "__User.id", "nullable": false, "onDelete": "cascade", "column": "owner_id", "foreignKey": "project_owner_id_fkey"},
                    {"name": "parentId", "type": "Project.id", "nullable": true, "onDelete": "setNull", "onUpdate": "restrict", "deferrable": "initiallyDeferred", "index": false, "column": "parent_id", "foreignKey": "project_parent_id_fkey"}
                  ],
                  "key": {"fields": ["id"], "name": "project_pkey"},
                  "uniques": [
                    {"fields": ["ownerId", "name"], "name": "project_owner_id_name_key"}
                  ],
                  "indexes": [
                    {"fields": ["parentId"], "name": "project_parent_id_idx"}
                  ]
                },
                {
                  "name": "Task",
                  "table": "task",
                  "fields": [
                    {"name": "number", "type": "bigint", "nullable": false, "default": {"function": "autoincrement()"}, "column": "number", "sequence": "task_number_seq"},
                    {"name": "status", "type": "Status", "nullable": false, "default": {"enum": "Todo"}, "column": "status"},
                    {"name": "labels", "type": "Status[]", "nullable": false, "default": [], "column": "labels"},
                    {"name": "title", "type": "string", "nullable": false, "default": "say \\"hi\\"\\n\\u202e日本", "column": "title"},
                    {"name": "price", "type": "decimal(10, 2)", "nullable": false, "default": -12.5, "column": "price"},
                    {"name": "prices", "type": "decimal(5, 0)[]", "nullable": false, "column": "prices"},
                    {"name": "done", "type": "boolean", "nullable": false, "default": false, "column": "done"},
                    {"name": "astring", "type": "string[]", "nullable": false, "column": "astring"},
                    {"name": "aint", "type": "int[]", "nullable": false, "column": "aint"},
                    {"name": "asmallint", "type": "smallint[]", "nullable": false, "column": "asmallint"},
                    {"name": "abigint", "type": "bigint[]", "nullable": false, "column": "abigint"},
                    {"name": "adouble", "type": "double[]", "nullable": false, "column": "adouble"},
                    {"name": "aboolean", "type": "boolean[]", "nullable": false, "column": "aboolean"},
                    {"name": "adatetime", "type": "datetime[]", "nullable": false, "column": "adatetime"},
                    {"name": "adate", "type": "date[]", "nullable": false, "column": "adate"},
                    {"name": "auuid", "type": "uuid[]", "nullable": false, "column": "auuid"},
                    {"name": "abytes", "type": "bytes[]", "nullable": false, "column": "abytes"},
                    {"name": "ajson", "type": "json[]", "nullable": false, "column": "ajson"},
                    {"name": "afile", "type": "file", "nullable": false, "column": "afile"}
                  ],
                  "key": {"fields": ["number", "status"], "name": "task_pkey"},
                  "uniques": [],
                  "indexes": [
                    {"fields": ["done"], "name": "task_done_idx"},
                    {"fields": ["title", "done"], "name": "task_title_done_idx"}
                  ],
                  "checks": [
                    {"sql": "number > 0 or done", "fields": ["done", "number"], "notValid": true, "name": "task_check"},
                    {"sql": "title <> 'it''s \\"x\\"'", "fields": ["title"], "name": "task_title_check"}
                  ]
                }
              ]
            }
            """);
  }

  @Test
  void writesTheEmptyShape() {
    String text =
        SnapshotJson.write(SampleShapes.snapshot("0001_a", Optional.empty(), Shape.empty()));
    assertThat(text)
        .isEqualTo(
            """
            {
              "format": 1,
              "naming": 1,
              "digest": 1,
              "migration": "0001_a",
              "parent": null,
              "systemEntities": [],
              "enums": [],
              "entities": []
            }
            """);
  }

  @Test
  void readsWhatItWrites() {
    assertThat(SnapshotJson.read(NAME, TEXT)).isEqualTo(RICH);
  }

  @Test
  void namesThatAreNotTheDerivedOnesAreRecorded() {
    String text =
        TEXT.replace("\"project_pkey\"", "\"pk\"")
            .replace("\"project_owner_id_name_key\"", "\"uq\"")
            .replace("\"task_done_idx\"", "\"ix\"")
            .replace("\"project_owner_id_fkey\"", "\"fk\"")
            .replace("\"task_number_seq\"", "\"sq\"");
    Snapshot snapshot = SnapshotJson.read(NAME, text);
    Entity project = snapshot.shape().entity("Project").orElseThrow();
    Entity task = snapshot.shape().entity("Task").orElseThrow();
    assertThat(project.key().orElseThrow().named()).contains("pk");
    assertThat(project.uniques().get(0).named()).contains("uq");
    assertThat(RecordedNames.foreignKey(project.field("ownerId").orElseThrow())).contains("fk");
    assertThat(RecordedNames.foreignKey(project.field("parentId").orElseThrow())).isEmpty();
    assertThat(RecordedNames.sequence(task.field("number").orElseThrow())).contains("sq");
    assertThat(task.key().orElseThrow().named()).isEmpty();
    assertThat(task.indexes()).extracting(Index::named).contains(Optional.of("ix"));
    assertThat(SnapshotJson.write(snapshot)).isEqualTo(text);
  }

  @Test
  void referencesInTheBodyOfAnEntity() {
    EntityReference plain =
        new EntityReference(List.of("title"), "Project", List.of("name"), ReferenceOptions.NONE);
    EntityReference full =
        new EntityReference(
            List.of("title", "done"),
            "Project",
            List.of("id", "name"),
            new ReferenceOptions(
                ReferentialAction.CASCADE,
                ReferentialAction.SET_NULL,
                Deferrability.INITIALLY_DEFERRED,
                false,
                true,
                Optional.of("fk")));
    Entity task =
        SampleShapes.rich().entity("Task").orElseThrow().withReferences(List.of(plain, full));
    Shape shape =
        Shape.of(
            SampleShapes.rich().systemEntities(),
            SampleShapes.rich().enums(),
            List.of(task, SampleShapes.rich().entity("Project").orElseThrow()));
    Snapshot snapshot = SampleShapes.snapshot("0002_next", Optional.empty(), shape);
    String text = SnapshotJson.write(snapshot);
    assertThat(text)
        .contains(
            """
                  "references": [
                    {"fields": ["title", "done"], "entity": "Project", \
            "targetFields": ["id", "name"], "onDelete": "cascade", "onUpdate": "setNull", \
            "deferrable": "initiallyDeferred", "index": false, "notValid": true, "name": "fk"},
                    {"fields": ["title"], "entity": "Project", "targetFields": ["name"], \
            "name": "task_title_fkey"}
                  ]
            """);
    assertThat(SnapshotJson.read(NAME, text)).isEqualTo(snapshot);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> SnapshotJson.read(NAME, text.replace("[\"id\", \"name\"]", "[\"id\"]")))
        .withMessageContaining("\"targetFields\" must have one field for each of \"fields\"");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () -> SnapshotJson.read(NAME, text.replace("[\"id\", \"name\"]", "[\"id\", \"x\"]")))
        .withMessageContaining("there is no field Project.x in this snapshot");
  }

  @Test
  void layoutLineEndsAndByteOrderMarkDoNotMatter() {
    assertThat(SnapshotJson.read(NAME, "\uFEFF" + TEXT.replace("\n", "\r\n"))).isEqualTo(RICH);
    assertThat(SnapshotJson.read(NAME, TEXT.replace("\n", "").replace(": ", ":"))).isEqualTo(RICH);
    assertThat(SnapshotJson.read(NAME, TEXT.replace("  ", "\t") + "\n\n")).isEqualTo(RICH);
  }

  @Test
  void bytesAreTheSameInEveryLocaleAndTimeZone() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag : new String[] {"tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
        assertThat(SnapshotJson.write(RICH)).as(tag).isEqualTo(TEXT);
        assertThat(SnapshotJson.read(NAME, TEXT)).as(tag).isEqualTo(RICH);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void everyCutOffTextIsRefused() {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length - 1; length++) {
      String cut = new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8);
      assertThatExceptionOfType(Refusal.class)
          .as("first %d bytes", length)
          .isThrownBy(() -> SnapshotJson.read(NAME, cut))
          .withMessageStartingWith(NAME + ":")
          .withMessageContaining("git checkout -- " + NAME);
    }
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("edits")
  void everyEditIsRefused(String before, String after, String message) {
    assertThat(TEXT).contains(before);
    int at = TEXT.indexOf(before);
    String edited = TEXT.substring(0, at) + after + TEXT.substring(at + before.length());
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> SnapshotJson.read(NAME, edited))
        .withMessage(NAME + message);
  }

  private static final String RESTORE =
      "\nRestore it with `git checkout -- migrations/0002_next/snapshot.json`; or, if it belongs"
          + " to the newest migration and no database has applied that, delete"
          + " migrations/0002_next and run `mvn kizaki:plan`.";
  private static final String EDITED = "the snapshot was edited by hand: it has ";

  static Stream<Arguments> edits() {
    return Stream.of(
        edit(TEXT, "", ":1:1: the file is empty"),
        edit(TEXT, "[]", ":1:1: a snapshot must be an object, not a list"),
        edit(TEXT, "{", ":1:2: the snapshot is cut off here"),
        edit(TEXT, "<<<<<<< HEAD\n", ":1:1: this is not JSON"),
        edit("\n}\n", "\n}\n{}", ":85:1: more text follows the end of the snapshot"),
        edit("\"A\"", "[[[[[[[[[[[[[[[[", ":17:21: this is nested too deeply for a snapshot"),
        edit("1,", "\"1\",", ":2:13: \"format\" must be a whole number, not a text"),
        edit("1,", "1.0,", ":2:13: \"format\" must be a whole number, not 1.0"),
        edit("1,", "0,", ":2:13: there is no format version 0"),
        edit("  \"naming\": 1,\n", "", ":1:1: a snapshot must have a member \"naming\""),
        edit("\"naming\"", "\"format\"", ":3:3: the member \"format\" occurs twice"),
        edit(
            "\"entities\": [",
            "\"entitys\": [], \"entities\": [",
            ":30:3: a snapshot cannot have a member \"entitys\"; did you mean entities?"),
        edit(
            "\"0123",
            "\"x123",
            ":6:13: \"parent\" must be a digest, 64 hexadecimal digits in lower case, or null"),
        edit("\"A\"", "7", ":17:9: each of \"values\" must be a text, not a number"),
        edit("\"Doing\"", "\"Todo\"", ":25:9: \"Todo\" occurs twice in this list"),
        edit("\"Doing\"", "\"Do it\"", ":25:9: \"Do it\" is not a name that a schema can have"),
        edit(
            "\"name\": \"Date\"",
            "\"name\": \"Status\"",
            ":20:5: an enum called \"Status\" occurs twice"),
        edit("\"Status\",\n", "\"State\",\n", ":53:36: there is no enum Status in this snapshot"),
        edit("\"Todo\"", "\"Open\"", ":53:76: Status has no value Todo in this snapshot"),
        edit("\"Project.id\"", "\"Project.it\"", ":38:38: there is no Project.it in this snapshot"),
        edit("[\"id\"]", "[\"it\"]", ":40:25: there is no field Project.it in this snapshot"),
        edit("[\"id\"]", "[]", ":40:25: a key must have at least one field"),
        edit("[\"ownerId\", \"name\"]", "[]", ":42:20: a unique must have at least one field"),
        edit("\"bigint\"", "\"big int\"", ":52:36: \"big int\" is not the type of a field"),
        edit(
            "\"decimal(10, 2)\"",
            "\"decimal(10, 11)\"",
            ":56:35: \"decimal(10, 11)\" is not the type of a field"),
        edit("\"cascade\"", "\"drop\"", ":37:81: there is no onDelete action \"drop\""),
        edit("\"restrict\"", "\"refuse\"", ":38:105: there is no onUpdate action \"refuse\""),
        edit(
            "\"initiallyDeferred\"",
            "\"later\"",
            ":38:131: there is no deferrable value \"later\""),
        edit(
            "\"index\": false",
            "\"index\": 0",
            ":38:161: \"index\" must be true or false, not a number"),
        edit(
            "\"nullable\": false",
            "\"nullable\": null",
            ":35:56: \"nullable\" must be true or false, not null"),
        edit("-12.5,", "-1.25e1,", ":56:83: kizaki does not write a number in the form -1.25e1"),
        edit("-12.5,", "null,", ":56:83: a default cannot be null"),
        edit("\"uuid()\"", "\"today()\"", ":36:83: there is no function \"today()\""),
        edit("-12.5,", "-12.50,", ":56:83: kizaki does not write a number in the form -12.50"),
        edit("number > 0 or done", " ", ":79:17: \"sql\" must be an expression"),
        edit("number > 0 or done", "-- none", ":79:17: \"sql\" must be an expression"),
        edit(
            "[\"done\", \"number\"]",
            "[\"done\"]",
            ":79:49: \"fields\" must have number, whose column the expression names"),
        edit(
            "[\"done\", \"number\"]",
            "[\"done\", \"number\", \"x\"]",
            ":79:49: there is no field Task.x in this snapshot"),
        edit(
            "\"format\": 1,\n  \"naming\": 1,",
            "\"naming\": 1,\n  \"format\": 1,",
            ":2:3: " + EDITED + "\"naming\" where kizaki writes \"format\""),
        edit(
            "\"Doing\"",
            "\"\\u0044oing\"",
            ":25:9: " + EDITED + "\"\\u0044oing\" where kizaki writes \"Doing\""),
        edit(
            ", \"sequence\": \"task_number_seq\"",
            "",
            ":52:9: a field must have a member \"sequence\""));
  }

  private static Arguments edit(String before, String after, String message) {
    return Arguments.of(before, after, message + (message.endsWith("?") ? "" : ".") + RESTORE);
  }

  @Test
  void aNewerTextIsNotCalledBroken() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> SnapshotJson.read(NAME, "{\"format\": 2, \"something\": {\"else\": []}}"))
        .withMessage(
            NAME
                + ":1:12: written by a newer kizaki: it has format version 2, but this release"
                + " supports versions up to 1.\n"
                + "Use the plugin version that wrote it, or a newer one.");
    for (String version : new String[] {"naming", "digest"}) {
      String newer = TEXT.replace("\"" + version + "\": 1", "\"" + version + "\": 12");
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> SnapshotJson.read(NAME, newer))
          .withMessageEndingWith(
              ":13: written by a newer kizaki: it has "
                  + version
                  + " version 12, but this release supports versions up to 1.\n"
                  + "Use the plugin version that wrote it, or a newer one.");
    }
  }
}
