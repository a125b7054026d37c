package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Extension;
import dev.kizaki.engine.shape.ExternalTable;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.ast.SequenceDeclaration;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.Optional;

/** The declarations of a schema as syntax tree nodes, for a schema that is written by kizaki. */
public final class SchemaNodes {
  private SchemaNodes() {}

  /** The declaration of an entity. */
  public static EntityDeclaration entity(Entity entity) {
    return DeclarationNodes.entity(entity);
  }

  /** The declaration of a sequence. */
  public static SequenceDeclaration sequence(DeclaredSequence sequence) {
    return SequenceNodes.declaration(sequence);
  }

  /** An object with its text. */
  public static ObjectDeclaration object(SqlObject object) {
    return ObjectNodes.declaration(object);
  }

  /**
   * An object whose text is in a file.
   *
   * @param file the path of the file, relative to that of the declaration
   */
  public static ObjectDeclaration object(SqlObject object, String file) {
    ObjectDeclaration written = ObjectNodes.declaration(object);
    return new ObjectDeclaration(
        written.name(),
        written.uses(),
        Optional.of(new ObjectText.InFile(new Value.Text(file, SourceSpan.NONE), SourceSpan.NONE)),
        written.drop(),
        SourceSpan.NONE);
  }

  /** The declaration of an extension, or of a table that kizaki does not manage. */
  public static Declaration external(SystemEntity entity) {
    if (entity instanceof Extension extension) {
      return StatementNodes.extension(extension);
    }
    if (entity instanceof ExternalTable external) {
      return StatementNodes.external(external);
    }
    throw new IllegalArgumentException(entity.name() + " is not declared");
  }

  /** The declaration of an enum. */
  public static EnumDeclaration enumeration(EnumType type) {
    return DeclarationNodes.enumeration(type);
  }
}
