/**
 * Tests that {@code apply} recovers from faults: cut connections, and killed sessions, servers and
 * clients, at each request of a real run. Read {@link dev.kizaki.engine.faults.Recovery} first; it
 * checks what must be true after a fault. {@link dev.kizaki.engine.faults.SweptProject} is the
 * project that is applied.
 */
package dev.kizaki.engine.faults;
