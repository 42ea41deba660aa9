/**
 * The command line: one class a command. Enters: what the user typed. Leaves: results on standard output, what is wrong on
 * standard error, and an exit code ({@link io.github.cnnc.cli.Exit}). Imports the compiler's front door, the runtime and
 * picocli; nothing imports it.
 */
package io.github.cnnc.cli;
