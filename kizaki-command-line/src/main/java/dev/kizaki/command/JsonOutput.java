package dev.kizaki.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One JSON object a line on the standard output. Its member {@code type} says what it is; a reader
 * must ignore types and members that it does not know.
 */
record JsonOutput(PrintStream out) implements Output {
  private static final JsonFactory FACTORY = new JsonFactory();

  JsonOutput {
    Objects.requireNonNull(out, "out");
  }

  /** Writes the members of an object. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  @Override
  public void info(String line) {
    line("info", json -> json.writeStringField("text", line));
  }

  @Override
  public void warn(String line) {
    line("warning", json -> json.writeStringField("text", line));
  }

  @Override
  public void database(String line) {
    line("database", json -> json.writeStringField("text", line));
  }

  @Override
  public void status(Supplier<String> text) {
    line(
        "status",
        json -> {
          json.writeFieldName("status");
          copy(text.get(), json);
        });
  }

  /** The text without its line ends and blanks. */
  private static void copy(String text, JsonGenerator json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        json.copyCurrentEvent(parser);
      }
    }
  }

  @Override
  public void error(String message, String printed, Optional<String> code) {
    line(
        "error",
        json -> {
          json.writeFieldName("code");
          if (code.isPresent()) {
            json.writeString(code.get());
          } else {
            json.writeNull();
          }
          json.writeStringField("text", message);
        });
  }

  @Override
  public void end(ExitCode exit, List<String> applied) {
    line(
        "end",
        json -> {
          json.writeNumberField("exitCode", exit.number());
          if (exit == ExitCode.SUCCESS) {
            json.writeArrayFieldStart("applied");
            for (String each : applied) {
              json.writeString(each);
            }
            json.writeEndArray();
          }
        });
  }

  private void line(String type, Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    out.println(text);
  }
}
