package io.github.cnnc.cli;

import java.nio.file.Path;

/**
 * What a network says to one input.
 *
 * @param file the input
 * @param output the volume that leaves, CHW
 */
record Answer(Path file, float[] output) {}
