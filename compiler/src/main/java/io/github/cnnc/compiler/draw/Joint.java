package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.layer.Join;

/** How branches come together, as it is drawn. */
public enum Joint {
    SUM("+", "sum"),
    CONCAT("|", "concatenation"),
    PRODUCT("&", "product");

    private final String symbol;
    private final String words;

    Joint(String symbol, String words) {
        this.symbol = symbol;
        this.words = words;
    }

    static Joint of(Join.How how) {
        return switch (how) {
            case ADD -> SUM;
            case CONCAT -> CONCAT;
            case MULTIPLY -> PRODUCT;
        };
    }

    /** As the notation has it. */
    public String symbol() {
        return symbol;
    }

    /** As the legend says it. */
    public String words() {
        return words;
    }
}
