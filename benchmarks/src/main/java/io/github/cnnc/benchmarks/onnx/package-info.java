/**
 * Writes a compiled network as an ONNX model, so that another engine runs what ours runs. The format is written by hand: a
 * model needs a dozen fields of onnx.proto3.
 */
package io.github.cnnc.benchmarks.onnx;
