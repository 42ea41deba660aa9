/**
 * What users of a model call: the {@link io.github.cnnc.runtime.Model} they call, the weights and
 * pictures that go in, the workspace it computes in.
 *
 * <p>Imports the JDK and nothing else. Volumes in memory are depth, height, width ({@code float[]}, CHW).
 */
package io.github.cnnc.runtime;
