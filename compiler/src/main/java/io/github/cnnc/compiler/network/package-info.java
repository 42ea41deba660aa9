/** The expanded network: a graph of layers with their volumes. Imports {@code layer}, {@code source}, the runtime. */
package io.github.cnnc.compiler.network;
