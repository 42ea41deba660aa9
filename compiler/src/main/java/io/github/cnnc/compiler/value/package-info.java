/** The values of the notation's expressions. Imports {@code source}. */
package io.github.cnnc.compiler.value;
