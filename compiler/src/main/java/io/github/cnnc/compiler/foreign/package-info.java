/**
 * What people paste: layers as PyTorch, Keras, TensorFlow, Caffe, Darknet and ONNX write them, said in cnnc's words. Enters:
 * text that is no .cnn text, or a call of a layer that there is not. Leaves: {@code Translation}s, and for a whole text the
 * {@code Paste}s in it. Nothing here is asked about a text without errors. Imports {@code diagnostic},
 * {@code syntax} for its reserved words, and {@code layer} for the names and order of its arguments.
 *
 * <p>The words are data: {@code layers.txt} and {@code arguments.txt} beside the classes.
 */
package io.github.cnnc.compiler.foreign;
