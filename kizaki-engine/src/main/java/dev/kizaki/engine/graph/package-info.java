/**
 * Algorithms over graphs whose nodes are numbers: topological order, components and disjoint sets.
 * The caller decides what a node means.
 */
package dev.kizaki.engine.graph;
