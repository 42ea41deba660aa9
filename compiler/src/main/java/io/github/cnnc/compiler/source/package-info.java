/** Source text and places in it. Imports nothing of the compiler. */
package io.github.cnnc.compiler.source;
