/**
 * Algorithms on graphs whose nodes are numbers: topological order, components and disjoint sets.
 * The package does not depend on what the nodes represent.
 */
package dev.kizaki.engine.graph;
