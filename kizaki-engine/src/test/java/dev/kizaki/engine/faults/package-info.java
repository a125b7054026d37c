/**
 * What {@code apply} survives: connections that are cut, sessions, servers and clients that are
 * killed, at countable places of a real run. {@link dev.kizaki.engine.faults.SweptProject} is what
 * is applied, {@link dev.kizaki.engine.faults.Recovery} says what must hold afterwards; start
 * there.
 */
package dev.kizaki.engine.faults;
