package io.github.cnnc.compiler.foreign;

/**
 * A stretch of a text that another notation wrote.
 *
 * @param start offset of its first character
 * @param end offset past its last
 * @param translation what it says in cnnc's words; nothing where it says nothing about a network
 */
public record Paste(int start, int end, Translation translation) {}
