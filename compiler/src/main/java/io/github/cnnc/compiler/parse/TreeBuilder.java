package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Argument;
import io.github.cnnc.compiler.syntax.Call;
import io.github.cnnc.compiler.syntax.Chain;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.Name;
import io.github.cnnc.compiler.syntax.Parameter;
import io.github.cnnc.compiler.syntax.Statement;
import io.github.cnnc.compiler.syntax.Step;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import io.github.cnnc.grammar.CnnParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/** Builds the syntax tree from ANTLR's tree of a text without syntax errors. */
final class TreeBuilder {

    private final SourceFile file;
    private final ExprBuilder expressions;

    TreeBuilder(SourceFile file, Diagnostics diagnostics) {
        this.file = file;
        this.expressions = new ExprBuilder(file, diagnostics);
    }

    SyntaxTree file(CnnParser.FileContext context) {
        if (context.chain() != null) {
            Chain chain = chain(context.chain());
            return new SyntaxTree(file, List.of(new Statement.Layers(chain, chain.span())), true);
        }
        return new SyntaxTree(
                file, context.statement().stream().map(this::statement).toList(), false);
    }

    private Statement statement(CnnParser.StatementContext context) {
        Span span = span(context);
        if (context.networkStatement() != null) {
            var network = context.networkStatement();
            return new Statement.Network(name(network.IDENT().getSymbol()), parameters(network.parameters()), span);
        }
        if (context.inputStatement() != null) {
            var input = context.inputStatement();
            Optional<Expr> size = Optional.ofNullable(input.SIZE()).map(s -> expressions.size(s.getSymbol()));
            return new Statement.Input(
                    size,
                    input.inputOption().stream()
                            .map(o -> new Statement.Option(
                                    name(o.IDENT().getSymbol()),
                                    Optional.ofNullable(o.expr()).map(expressions::expr)))
                            .toList(),
                    span);
        }
        if (context.labelsStatement() != null) {
            return new Statement.Labels(
                    expressions.expr(context.labelsStatement().expr()), span);
        }
        if (context.letStatement() != null) {
            return let(context.letStatement());
        }
        if (context.defaultStatement() != null) {
            return defaults(context.defaultStatement());
        }
        if (context.blockStatement() != null) {
            var block = context.blockStatement();
            List<Statement> own = block.children.stream()
                    .flatMap(child -> child instanceof CnnParser.LetStatementContext l
                            ? java.util.stream.Stream.of(let(l))
                            : child instanceof CnnParser.DefaultStatementContext d
                                    ? java.util.stream.Stream.of(defaults(d))
                                    : java.util.stream.Stream.<Statement>empty())
                    .toList();
            return new Statement.Block(
                    name(block.IDENT().getSymbol()), parameters(block.parameters()), own, chain(block.chain()), span);
        }
        if (context.useStatement() != null) {
            Token path = context.useStatement().STRING().getSymbol();
            return new Statement.Use(expressions.unquoted(path), span(path), span);
        }
        if (context.layersStatement() != null) {
            return new Statement.Layers(chain(context.layersStatement().chain()), span);
        }
        if (context.expectStatement() != null) {
            var expect = context.expectStatement();
            String operator = expect.comparisonOperator() == null
                    ? "=="
                    : expect.comparisonOperator().getText();
            return new Statement.Expect(
                    name(expect.IDENT().getSymbol()), operator, expressions.expr(expect.expr()), span);
        }
        return new Statement.Allow(
                context.allowStatement().IDENT().stream()
                        .map(i -> name(i.getSymbol()))
                        .toList(),
                span);
    }

    private Statement let(CnnParser.LetStatementContext context) {
        return new Statement.Let(
                context.binding().stream()
                        .map(b -> new Statement.Binding(name(b.IDENT().getSymbol()), expressions.expr(b.expr())))
                        .toList(),
                span(context));
    }

    private Statement defaults(CnnParser.DefaultStatementContext context) {
        return new Statement.Default(
                context.defaultCall().stream()
                        .map(c -> new Call(name(c.IDENT().getSymbol()), arguments(c.arguments()), true, span(c)))
                        .toList(),
                span(context));
    }

    private List<Parameter> parameters(CnnParser.ParametersContext context) {
        return context == null
                ? List.of()
                : context.parameter().stream()
                        .map(p -> new Parameter(
                                name(p.IDENT().getSymbol()),
                                Optional.ofNullable(p.expr()).map(expressions::expr)))
                        .toList();
    }

    private List<Argument> arguments(CnnParser.ArgumentsContext context) {
        return context == null
                ? List.of()
                : context.argument().stream()
                        .map(a -> new Argument(
                                Optional.ofNullable(a.IDENT()).map(i -> name(i.getSymbol())),
                                expressions.argument(a.argumentValue())))
                        .toList();
    }

    private Chain chain(CnnParser.ChainContext context) {
        return new Chain(context.step().stream().map(this::step).toList(), span(context));
    }

    private Step step(CnnParser.StepContext context) {
        List<Step> alternatives = new ArrayList<>();
        boolean stage = false;
        for (ParseTree part : context.children) {
            int last = alternatives.size() - 1;
            if (part instanceof CnnParser.ItemContext item) {
                alternatives.add(item(item));
                stage = item instanceof CnnParser.StageContext;
            } else if (part instanceof CnnParser.SuffixContext suffix) {
                alternatives.set(last, suffixed(alternatives.get(last), suffix, stage));
                // [ ]*2*3 is a stage three times.
                stage &= !(suffix instanceof CnnParser.RepeatSuffixContext);
            }
        }
        return alternatives.size() == 1 ? alternatives.get(0) : choice(alternatives);
    }

    private Step suffixed(Step step, CnnParser.SuffixContext suffix, boolean stage) {
        Span span = step.span().to(span(suffix));
        if (suffix instanceof CnnParser.RepeatSuffixContext repeat) {
            return new Step.Repeat(step, count(repeat.count()), stage, span);
        }
        if (suffix instanceof CnnParser.ConditionSuffixContext condition) {
            Step.Conditional.Case only = new Step.Conditional.Case(step, expressions.expr(condition.expr()));
            return new Step.Conditional(List.of(only), Optional.empty(), span);
        }
        Token label = ((CnnParser.LabelSuffixContext) suffix).IDENT().getSymbol();
        return new Step.Labelled(step, name(label), span);
    }

    /** Of steps that have a condition, the last perhaps none. */
    private static Step choice(List<Step> alternatives) {
        List<Step.Conditional.Case> cases = new ArrayList<>();
        Optional<Step> otherwise = Optional.empty();
        for (Step alternative : alternatives) {
            if (alternative instanceof Step.Conditional conditional) {
                cases.addAll(conditional.cases());
            } else {
                otherwise = Optional.of(alternative);
            }
        }
        Span span = alternatives
                .get(0)
                .span()
                .to(alternatives.get(alternatives.size() - 1).span());
        return new Step.Conditional(cases, otherwise, span);
    }

    private Step item(CnnParser.ItemContext context) {
        Span span = span(context);
        if (context instanceof CnnParser.CallContext call) {
            return new Call(
                    name(call.IDENT().getSymbol()), arguments(call.arguments()), call.arguments() != null, span);
        }
        if (context instanceof CnnParser.GroupContext group) {
            return new Step.Group(chain(group.chain()), span);
        }
        if (context instanceof CnnParser.StageContext stage) {
            return new Step.Group(chain(stage.chain()), span);
        }
        var branches = (CnnParser.BranchesContext) context;
        String symbol =
                branches.chain().size() == 1 ? "|" : branches.getChild(2).getText();
        Step.Branches.Operator operator = switch (symbol) {
            case "+" -> Step.Branches.Operator.SUM;
            case "&" -> Step.Branches.Operator.PRODUCT;
            default -> Step.Branches.Operator.CONCAT;
        };
        return new Step.Branches(
                operator, branches.chain().stream().map(this::chain).toList(), span);
    }

    private Step.Count count(CnnParser.CountContext context) {
        Span span = span(context);
        if (context instanceof CnnParser.LiteralCountContext literal) {
            return new Step.Count.Times(expressions.integer(literal.INT().getSymbol()), span);
        }
        if (context instanceof CnnParser.NamedCountContext named) {
            return new Step.Count.Times(new Expr.Ref(name(named.IDENT().getSymbol())), span);
        }
        if (context instanceof CnnParser.LoopCountContext loop) {
            return new Step.Count.ForEach(name(loop.IDENT().getSymbol()), expressions.expr(loop.expr()), span);
        }
        return new Step.Count.Times(expressions.expr(((CnnParser.ComputedCountContext) context).expr()), span);
    }

    private Name name(Token token) {
        return new Name(token.getText(), span(token));
    }

    private Span span(Token token) {
        return file.span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    private Span span(ParserRuleContext context) {
        return file.span(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1);
    }
}
