package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.syntax.Call;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.Name;
import io.github.cnnc.compiler.syntax.Statement;
import io.github.cnnc.compiler.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names and defaults that are visible at a place, those of the enclosing scope behind them. */
final class Scope {

    /** What a name means. */
    sealed interface Symbol {}

    /** A value that is known. */
    record Known(Value value) implements Symbol {}

    /** A value that is computed when first read, in its scope. */
    static final class Lazy implements Symbol {
        final Name name;
        final Expr expr;
        final Scope scope;
        boolean evaluating;
        Optional<Value> value = Optional.empty();

        Lazy(Name name, Expr expr, Scope scope) {
            this.name = name;
            this.expr = expr;
            this.scope = scope;
        }
    }

    /** A block, with the scope it was written in. */
    record Block(Statement.Block statement, Scope scope) implements Symbol {}

    /** A value the caller defined; whether it is read is remembered, to answer those that never are. */
    static final class Defined implements Symbol {
        final Value value;
        boolean read;

        Defined(Value value) {
            this.value = value;
        }
    }

    private final Optional<Scope> parent;
    private boolean incomplete;
    private final Map<String, Symbol> symbols = new LinkedHashMap<>();
    private final Map<String, List<Call>> defaults = new LinkedHashMap<>();
    private final Map<String, ArgumentBinder.Matched> merged = new LinkedHashMap<>();

    Scope(Optional<Scope> parent) {
        this.parent = parent;
    }

    /** Notes that names of this scope could not be read, which has been reported. */
    void leaveIncomplete() {
        incomplete = true;
    }

    /** Whether a name that is not found here may be one that could not be read. */
    boolean isIncomplete() {
        return incomplete || parent.map(Scope::isIncomplete).orElse(false);
    }

    Optional<Scope> parent() {
        return parent;
    }

    /** Adds a symbol; answers whether the name was free in this scope. */
    boolean define(String name, Symbol symbol) {
        return symbols.putIfAbsent(name, symbol) == null;
    }

    Optional<Symbol> find(String name) {
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().parent) {
            Symbol symbol = scope.get().symbols.get(name);
            if (symbol != null) {
                return Optional.of(symbol);
            }
        }
        return Optional.empty();
    }

    /** The symbols of this scope alone. */
    Map<String, Symbol> own() {
        return symbols;
    }

    /** The names of values, or of blocks, that are visible. */
    Set<String> names(boolean blocks) {
        Set<String> names = new LinkedHashSet<>();
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().parent) {
            scope.get().symbols.forEach((name, symbol) -> {
                if (symbol instanceof Block == blocks) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    /** Adds a {@code default}; the kind in lower case. */
    void addDefault(String kind, Call call) {
        defaults.computeIfAbsent(kind, k -> new ArrayList<>()).add(call);
    }

    /** The defaults of this scope alone, in order. */
    Map<String, List<Call>> defaults() {
        return defaults;
    }

    /** The {@code default} of a kind that wins at this place. */
    Optional<Call> usual(String kind) {
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().parent) {
            List<Call> own = scope.get().defaults.getOrDefault(kind, List.of());
            if (!own.isEmpty()) {
                return Optional.of(own.get(own.size() - 1));
            }
        }
        return Optional.empty();
    }

    /** This scope's defaults of a kind by argument, once {@link ArgumentBinder} has merged them. */
    Map<String, ArgumentBinder.Matched> merged() {
        return merged;
    }
}
