/** Times single layers with JMH; {@link io.github.cnnc.benchmarks.kernel.Kernels} is the program. */
package io.github.cnnc.benchmarks.kernel;
