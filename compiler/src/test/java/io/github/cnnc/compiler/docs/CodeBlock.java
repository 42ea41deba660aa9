package io.github.cnnc.compiler.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fenced code block of a Markdown file: what follows the fence, and the text. */
record CodeBlock(String file, int line, String info, String text) {

    static List<CodeBlock> of(Path root, String file) throws IOException {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(root.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                continue;
            }
            int start = i;
            StringBuilder text = new StringBuilder();
            while (!lines.get(++i).startsWith("```")) {
                text.append(lines.get(i)).append('\n');
            }
            blocks.add(
                    new CodeBlock(file, start + 1, lines.get(start).substring(3).strip(), text.toString()));
        }
        return blocks;
    }

    @Override
    public String toString() {
        return file + ":" + line + " " + info;
    }
}
