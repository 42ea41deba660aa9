/**
 * A network in plain Java, written by hand: convolutions as im2col and a matrix product. In comes a {@link
 * io.github.cnnc.benchmarks.FoldedNetwork}, out comes what runs an image. Values lie in memory as CHW.
 */
package io.github.cnnc.benchmarks.peer.im2col;
