package dev.kizaki.engine.history;

import dev.kizaki.engine.shape.Entity;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Encodes each entity for a digest only once. The snapshots of a history share their unchanged
 * entities, and each digest covers all entities of its snapshot.
 */
final class EntityTokenCache {
  private final Map<Entity, byte[]> encoded = new IdentityHashMap<>();

  byte[] of(Entity entity) {
    return encoded.computeIfAbsent(entity, EntityTokenCache::encode);
  }

  private static byte[] encode(Entity entity) {
    DigestTokens tokens = new DigestTokens();
    new ShapeTokens(tokens).entity(entity);
    return tokens.bytes();
  }
}
