package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import java.util.List;

/** How much memory the volumes take that are alive at once, when the layers run in order. */
record LiveMemory(Network network) {

    /** For each layer the bytes alive while it runs: what it reads, what it makes, and what is read later. */
    long[] bytes() {
        List<Node> nodes = network.nodes();
        int[] lastRead = new int[nodes.size() + 1];
        for (int i = 0; i < nodes.size(); i++) {
            for (int input : nodes.get(i).inputs()) {
                lastRead[input] = i;
            }
        }
        lastRead[network.output()] = nodes.size();
        long[] freedAfter = new long[nodes.size() + 1];
        long[] bytes = new long[nodes.size()];
        long live = size(0);
        freedAfter[lastRead[0]] += live;
        for (int i = 0; i < nodes.size(); i++) {
            live += size(i + 1);
            bytes[i] = live;
            freedAfter[Math.max(i, lastRead[i + 1])] += size(i + 1);
            live -= freedAfter[i];
        }
        return bytes;
    }

    private long size(int value) {
        return 4L * network.volume(value).size();
    }
}
