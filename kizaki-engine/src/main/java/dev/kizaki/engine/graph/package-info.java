/**
 * Algorithms over graphs whose nodes are numbers: orders, components and disjoint sets. Nothing
 * here knows what a node stands for.
 */
package dev.kizaki.engine.graph;
