package dev.kizaki.engine.plan;

/**
 * A visitor with one method for all statements about a key, a unique or an index. It remains
 * exhaustive: a new kind of group statement is a compile error here, and any other new kind is a
 * compile error in every implementation.
 */
public interface GroupVisitor<R> extends StatementVisitor<R> {
  R visitGroup(GroupStatement statement);

  @Override
  default R visitAddUnique(AddUnique statement) {
    return visitGroup(statement);
  }

  @Override
  default R visitAddIndex(AddIndex statement) {
    return visitGroup(statement);
  }

  @Override
  default R visitAddKey(AddKey statement) {
    return visitGroup(statement);
  }

  @Override
  default R visitDropUnique(DropUnique statement) {
    return visitGroup(statement);
  }

  @Override
  default R visitDropIndex(DropIndex statement) {
    return visitGroup(statement);
  }

  @Override
  default R visitDropKey(DropKey statement) {
    return visitGroup(statement);
  }
}
