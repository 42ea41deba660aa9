package io.github.cnnc.compiler.ir;

/**
 * Where an operation comes from, for the comments of generated code and the dumps.
 *
 * @param layer the layer's name, {@code conv1}; unique
 * @param text the layer as the checker resolved it, {@code CONV(64, 3x3, pad=1)}
 * @param place {@code vgg16.cnn:5:12}
 */
public record Provenance(String layer, String text, String place) {}
