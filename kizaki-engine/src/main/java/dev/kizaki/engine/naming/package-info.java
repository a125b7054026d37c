/** The names of goals and parameters in messages, as the front end has them. */
package dev.kizaki.engine.naming;
