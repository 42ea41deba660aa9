package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.Name;
import io.github.cnnc.grammar.CnnParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Builds expressions. Numbers that do not fit their type are diagnostics, and 0 afterwards. */
final class ExprBuilder {

    private final SourceFile file;
    private final Diagnostics diagnostics;

    ExprBuilder(SourceFile file, Diagnostics diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
    }

    Expr argument(CnnParser.ArgumentValueContext context) {
        return context.expr() == null ? new Expr.Fit(span(context)) : expr(context.expr());
    }

    Expr expr(CnnParser.ExprContext context) {
        return infix(context, context.conjunction(), this::conjunction);
    }

    private Expr conjunction(CnnParser.ConjunctionContext context) {
        return infix(context, context.negation(), this::negation);
    }

    private Expr negation(CnnParser.NegationContext context) {
        Expr comparison = comparison(context.comparison());
        boolean odd = context.getChildCount() % 2 == 0;
        return odd ? new Expr.Not(comparison, span(context)) : comparison;
    }

    private Expr comparison(CnnParser.ComparisonContext context) {
        Expr first = range(context.range(0));
        if (context.comparisonOperator() == null) {
            return first;
        }
        Expr.Tail tail = new Expr.Tail(context.comparisonOperator().getText(), range(context.range(1)));
        return new Expr.Infix(first, List.of(tail), span(context));
    }

    private Expr range(CnnParser.RangeContext context) {
        Expr first = sum(context.sum(0));
        return context.sum().size() == 1 ? first : new Expr.Range(first, sum(context.sum(1)), span(context));
    }

    private Expr sum(CnnParser.SumContext context) {
        return infix(context, context.term(), this::term);
    }

    private Expr term(CnnParser.TermContext context) {
        return infix(context, context.unary(), this::unary);
    }

    private Expr unary(CnnParser.UnaryContext context) {
        Expr atom = atom(context.atom());
        boolean odd = context.MINUS().size() % 2 == 1;
        return odd ? new Expr.Negate(atom, span(context)) : atom;
    }

    private <C extends ParserRuleContext> Expr infix(
            ParserRuleContext context, List<C> operands, Function<C, Expr> build) {
        Expr first = build.apply(operands.get(0));
        if (operands.size() == 1) {
            return first;
        }
        List<Expr.Tail> rest = new ArrayList<>();
        for (int i = 1; i < operands.size(); i++) {
            rest.add(new Expr.Tail(operator(context.getChild(2 * i - 1).getText()), build.apply(operands.get(i))));
        }
        return new Expr.Infix(first, List.copyOf(rest), span(context));
    }

    /** As a keyboard has it. */
    private static String operator(String text) {
        return switch (text) {
            case "\u2212", "\u2013" -> "-";
            case "\u2217", "\u00D7" -> "*";
            default -> text;
        };
    }

    private Expr atom(CnnParser.AtomContext context) {
        Span span = span(context);
        if (context instanceof CnnParser.IntAtomContext a) {
            return integer(a.INT().getSymbol());
        }
        if (context instanceof CnnParser.RealAtomContext) {
            return new Expr.Real(Double.parseDouble(span.text().replace("_", "")), span);
        }
        if (context instanceof CnnParser.SizeAtomContext a) {
            return size(a.SIZE().getSymbol());
        }
        if (context instanceof CnnParser.BytesAtomContext) {
            return bytes(span);
        }
        if (context instanceof CnnParser.StringAtomContext a) {
            return new Expr.Str(unquoted(a.STRING().getSymbol()), span);
        }
        if (context instanceof CnnParser.TrueAtomContext) {
            return new Expr.Bool(true, span);
        }
        if (context instanceof CnnParser.FalseAtomContext) {
            return new Expr.Bool(false, span);
        }
        if (context instanceof CnnParser.FunctionAtomContext a) {
            Token name = a.IDENT().getSymbol();
            return new Expr.Apply(
                    new Name(name.getText(), span(name)),
                    a.expr().stream().map(this::expr).toList(),
                    span);
        }
        if (context instanceof CnnParser.NameAtomContext) {
            return new Expr.Ref(new Name(span.text(), span));
        }
        if (context instanceof CnnParser.ListAtomContext a) {
            return new Expr.ListOf(a.expr().stream().map(this::expr).toList(), span);
        }
        return expr(((CnnParser.GroupAtomContext) context).expr());
    }

    Expr integer(Token token) {
        return new Expr.Int(number(token.getText(), span(token)), span(token));
    }

    Expr size(Token token) {
        List<Long> sizes = new ArrayList<>();
        for (String part : token.getText().split("[xX\u00D7]")) {
            sizes.add(number(part, span(token)));
        }
        return new Expr.Size(List.copyOf(sizes), span(token));
    }

    private Expr bytes(Span span) {
        String text = span.text().replace("_", "");
        int unit = 0;
        while (Character.isDigit(text.charAt(unit)) || text.charAt(unit) == '.') {
            unit++;
        }
        long factor = switch (text.substring(unit)) {
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            case "GB" -> 1L << 30;
            default -> 1;
        };
        if (unit > 40) {
            return new Expr.Bytes(tooLarge(span), span);
        }
        BigDecimal bytes = new BigDecimal(text.substring(0, unit)).multiply(BigDecimal.valueOf(factor));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return new Expr.Bytes(tooLarge(span), span);
        }
        return new Expr.Bytes(bytes.longValue(), span);
    }

    private long number(String text, Span span) {
        try {
            return Long.parseLong(text.replace("_", ""));
        } catch (NumberFormatException e) {
            return tooLarge(span);
        }
    }

    private long tooLarge(Span span) {
        diagnostics.add(Diagnostic.of(
                Code.CNN062, "the number is too large", span, "the largest is 2^63-1 = " + Long.MAX_VALUE));
        return 0;
    }

    /** The string without quotes; a backslash stands for the character after it. Taken from the source itself. */
    String unquoted(Token token) {
        String quoted = span(token).text();
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            if (quoted.charAt(i) == '\\') {
                i++;
            }
            text.append(quoted.charAt(i));
        }
        return text.toString();
    }

    private Span span(Token token) {
        return file.span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    private Span span(ParserRuleContext context) {
        return file.span(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1);
    }
}
