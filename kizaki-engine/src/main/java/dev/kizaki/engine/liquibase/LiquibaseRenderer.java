package dev.kizaki.engine.liquibase;

import dev.kizaki.engine.changelog.ChangeSet;
import dev.kizaki.engine.changelog.Changelog;
import dev.kizaki.engine.changelog.ChangelogRenderer;
import java.util.List;
import java.util.function.Supplier;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes changelogs with Liquibase's change types and serializer. Liquibase finds its services by
 * the thread's context class loader, so during a call this is the class loader of Liquibase.
 */
public final class LiquibaseRenderer implements ChangelogRenderer {
  private static final String NAMESPACE = "http://www.liquibase.org/xml/ns/dbchangelog";
  private static final String SCHEMA = NAMESPACE + "/dbchangelog-4.33.xsd";

  /** The length of the columns in which Liquibase stores ids and paths, in characters. */
  private static final int LONGEST = 255;

  /** Called by reflection, in a class loader that contains Liquibase. */
  public LiquibaseRenderer() {}

  @Override
  public String changelog(Changelog changelog, String contexts, String labels) {
    refuseLong(changelog.logicalFilePath());
    changelog.changeSets().forEach(each -> refuseLong(each.id()));
    return withOwnClassLoader(
        () -> {
          Document document = emptyChangelog();
          Element root = document.getDocumentElement();
          ChangeSetElements elements = new ChangeSetElements(document, changelog.logicalFilePath());
          boolean dollar = false;
          for (ChangeSet changeSet : changelog.changeSets()) {
            Element element = elements.of(changeSet);
            KeptText.check(element, changeSet.id());
            dollar |= KeptText.escape(element);
            setFilter(element, "contextFilter", contexts);
            setFilter(element, "labels", labels);
            root.appendChild(element);
          }
          if (dollar) {
            root.insertBefore(KeptText.property(document), root.getFirstChild());
          }
          return XmlPrinter.print(document);
        });
  }

  private static void refuseLong(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          """
          "%s" has %d characters, but Liquibase keeps only %d. Give the migration a shorter name, \
          or apply it with `kizaki:apply`.\
          """
              .formatted(text, text.length(), LONGEST));
    }
  }

  @Override
  public String master(List<String> migrations) {
    Document document = emptyChangelog();
    for (String migration : migrations) {
      Element include = document.createElementNS(NAMESPACE, "include");
      include.setAttribute("file", migration + "/changelog.xml");
      include.setAttribute("relativeToChangelogFile", "true");
      document.getDocumentElement().appendChild(include);
    }
    return XmlPrinter.print(document);
  }

  /**
   * Filters come from the project's configuration and may contain Liquibase parameters, so they are
   * not escaped.
   */
  private static void setFilter(Element changeSet, String attribute, String filter) {
    if (!filter.isBlank()) {
      changeSet.setAttribute(attribute, filter.strip());
    }
  }

  private static Document emptyChangelog() {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    Document document;
    try {
      document = factory.newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has an XML parser", e);
    }
    Element root = document.createElementNS(NAMESPACE, "databaseChangeLog");
    root.setAttribute("xmlns", NAMESPACE);
    root.setAttribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    root.setAttribute("xsi:schemaLocation", NAMESPACE + " " + SCHEMA);
    document.appendChild(root);
    return document;
  }

  private static <T> T withOwnClassLoader(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(LiquibaseRenderer.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
