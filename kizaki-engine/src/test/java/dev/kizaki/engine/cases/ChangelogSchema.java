package dev.kizaki.engine.cases;

import dev.kizaki.engine.changelog.Changelog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Liquibase's own XML schema. */
final class ChangelogSchema {
  private static final String RESOURCE =
      "/www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.33.xsd";

  // Static, because reading the schema takes longer than validating all changelogs.
  private static final Schema SCHEMA = read();

  private ChangelogSchema() {}

  /** Fails if a written changelog does not conform to the schema. */
  static void check(Path directory, Changelog changelog) {
    Path file = directory.resolve(changelog.migration()).resolve("changelog.xml");
    try {
      SCHEMA.newValidator().validate(new StreamSource(file.toFile()));
    } catch (SAXException e) {
      throw new AssertionError(file + " is not valid: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema read() {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(ChangelogSchema.class.getResource(RESOURCE));
    } catch (SAXException e) {
      throw new IllegalStateException(e);
    }
  }
}
