/**
 * Tests that {@code apply} survives faults: connections that are cut, and sessions, servers and
 * clients that are killed, at counted points of a real run. {@link
 * dev.kizaki.engine.faults.SweptProject} is the project that is applied. Start with {@link
 * dev.kizaki.engine.faults.Recovery}, which checks the state after each fault.
 */
package dev.kizaki.engine.faults;
