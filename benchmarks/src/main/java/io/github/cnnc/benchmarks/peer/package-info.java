/** The engines, one class each; each is the only one that sees its library. */
package io.github.cnnc.benchmarks.peer;
