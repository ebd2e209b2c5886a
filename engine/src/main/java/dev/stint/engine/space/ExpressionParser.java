package dev.stint.engine.space;

import java.util.ArrayList;
import java.util.List;

/** Reads constraints by recursive descent: {@code or, and, not, comparison, + -, * /, unary minus, brackets}. */
public final class ExpressionParser {

    private static final List<String> COMPARISONS = List.of("<=", ">=", "==", "!=", "<", ">");
    private static final List<String> KEYWORDS = List.of("and", "or", "not");
    private static final int DEEPEST = 100;
    private static final int LONGEST = 1_000;

    /** A constraint that cannot be read; the column counts from 1. */
    public static final class Malformed extends IllegalArgumentException {
        private final int column;

        Malformed(int column, String message) {
            super(message + " at column " + column);
            this.column = column;
        }

        public int column() {
            return column;
        }
    }

    private record Token(String text, int column) {}

    private final String source;
    private final List<Token> tokens;
    private int next;
    private int depth;

    ExpressionParser(String source) {
        this.source = source;
        this.tokens = tokens();
    }

    Expression parse() {
        Expression expression = or();
        if (next < tokens.size()) {
            throw expected("the end or an operator");
        }
        return expression;
    }

    private Expression or() {
        Expression left = and();
        while (take("or")) {
            left = new Expression.Binary("or", left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (take("and")) {
            left = new Expression.Binary("and", left, not());
        }
        return left;
    }

    private Expression not() {
        if (take("not")) {
            return nested(() -> new Expression.Unary("not", not()));
        }
        return comparison();
    }

    private Expression comparison() {
        Expression left = sum();
        for (String operator : COMPARISONS) {
            if (take(operator)) {
                return new Expression.Binary(operator, left, sum());
            }
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (take("+")) {
                left = new Expression.Binary("+", left, product());
            } else if (take("-")) {
                left = new Expression.Binary("-", left, product());
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = unary();
        while (true) {
            if (take("*")) {
                left = new Expression.Binary("*", left, unary());
            } else if (take("/")) {
                left = new Expression.Binary("/", left, unary());
            } else {
                return left;
            }
        }
    }

    private Expression unary() {
        if (take("-")) {
            return nested(() -> new Expression.Unary("-", unary()));
        }
        return atom();
    }

    private Expression atom() {
        if (take("(")) {
            return nested(() -> {
                Expression inner = or();
                if (!take(")")) {
                    throw expected("')'");
                }
                return inner;
            });
        }
        if (next == tokens.size()) {
            throw expected("a number, a parameter or a quoted text");
        }
        return leaf(tokens.get(next));
    }

    private Expression leaf(Token token) {
        char first = token.text().charAt(0);
        next++;
        if (first == '\'' || first == '"') {
            return new Expression.Literal(token.text().substring(1, token.text().length() - 1));
        }
        if (Character.isDigit(first) || first == '.') {
            return new Expression.Literal(number(token));
        }
        if (token.text().equals("true") || token.text().equals("false")) {
            return new Expression.Literal(Boolean.valueOf(token.text()));
        }
        if ((Character.isLetter(first) || first == '_') && !KEYWORDS.contains(token.text())) {
            return new Expression.Name(token.text());
        }
        next--;
        throw expected("a number, a parameter or a quoted text");
    }

    private static Double number(Token token) {
        try {
            return Double.valueOf(token.text());
        } catch (NumberFormatException e) {
            throw new Malformed(token.column(), "'" + token.text() + "' is no number");
        }
    }

    private Expression nested(java.util.function.Supplier<Expression> inner) {
        if (++depth > DEEPEST) {
            throw new Malformed(column(), "nested deeper than " + DEEPEST);
        }
        Expression expression = inner.get();
        depth--;
        return expression;
    }

    private boolean take(String text) {
        if (next < tokens.size() && tokens.get(next).text().equals(text)) {
            next++;
            return true;
        }
        return false;
    }

    private Malformed expected(String what) {
        String found = next < tokens.size() ? "'" + tokens.get(next).text() + "'" : "the end";
        return new Malformed(column(), "expected " + what + ", found " + found);
    }

    private int column() {
        return next < tokens.size() ? tokens.get(next).column() : source.length() + 1;
    }

    private List<Token> tokens() {
        List<Token> found = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            if (Character.isWhitespace(source.charAt(at))) {
                at++;
                continue;
            }
            if (found.size() == LONGEST) {
                throw new Malformed(at + 1, "longer than " + LONGEST + " words");
            }
            int end = endOfToken(at);
            found.add(new Token(source.substring(at, end), at + 1));
            at = end;
        }
        return found;
    }

    private int endOfToken(int at) {
        char c = source.charAt(at);
        if (c == '\'' || c == '"') {
            int close = source.indexOf(c, at + 1);
            if (close < 0) {
                throw new Malformed(at + 1, "this quote is never closed");
            }
            return close + 1;
        }
        if (Character.isDigit(c) || c == '.') {
            return endOfNumber(at);
        }
        if (Character.isLetter(c) || c == '_') {
            return endOfName(at);
        }
        if ("<>=!".indexOf(c) >= 0 && at + 1 < source.length() && source.charAt(at + 1) == '=') {
            return at + 2;
        }
        if ("+-*/()<>".indexOf(c) >= 0) {
            return at + 1;
        }
        throw new Malformed(at + 1, "'" + c + "' is not part of a constraint");
    }

    private int endOfNumber(int at) {
        int end = at;
        while (end < source.length() && isNumberPart(end)) {
            end++;
        }
        return end;
    }

    private boolean isNumberPart(int at) {
        char c = source.charAt(at);
        boolean sign = (c == '-' || c == '+') && "eE".indexOf(source.charAt(at - 1)) >= 0;
        return Character.isDigit(c) || c == '.' || c == 'e' || c == 'E' || (sign && at > 0);
    }

    private int endOfName(int at) {
        int end = at;
        while (end < source.length() && isNamePart(source.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
}
