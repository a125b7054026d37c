/**
 * The SQL texts of objects: what their commands make, how that is dropped, replaced and made anew,
 * and which names stand in them. Pure functions over text. Start with {@link
 * dev.kizaki.engine.object.ObjectScript}.
 */
package dev.kizaki.engine.object;
