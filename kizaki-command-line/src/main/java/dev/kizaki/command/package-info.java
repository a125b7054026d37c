/**
 * The program of a bundle. {@link dev.kizaki.command.Arguments} and {@link
 * dev.kizaki.command.Settings} say what is wanted, {@link dev.kizaki.command.Requests} makes the
 * engine's requests from it, and {@link dev.kizaki.command.CommandRun} runs one and chooses the
 * exit code.
 */
package dev.kizaki.command;
