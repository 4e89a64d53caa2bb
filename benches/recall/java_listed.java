import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.*;
import java.nio.file.Path;
import java.util.*;
import java.util.regex.Pattern;
import java.util.stream.*;
import javax.tools.*;

/** Lists what Java files say with the compiler's own parser, as JSON lines; `java_listed.py` calls it. */
class JavaListed {
    static final Map<String, String> LEVELS = levels();
    static final Pattern LOGGER = Pattern.compile("(?i)_*(log|\\w*_log|\\w*logger|getlog)_?");
    static final Pattern LOGGER_TYPE = Pattern.compile("(Log|\\w*Logger)");
    static final Pattern FLUENT = Pattern.compile("at(Error|Warn|Info|Debug|Trace|Severe|Warning|Config|Fine|Finer|Finest)");
    static final Pattern PRINTF = Pattern.compile("%(?!%)(\\d+\\$)?[-+ #0,(]*\\d*(\\.\\d+)?[a-zA-Z]{1,2}?");
    static final Pattern BRACES = Pattern.compile("\\{[^{}]*\\}");
    static final Pattern WORD = Pattern.compile("\\p{L}{2}");
    static final Set<String> KEPT = Set.of("toString", "trim", "strip", "intern", "stripIndent");
    static final int MAX_WAYS = 64;

    /** Constants of all files, by class and name; those of several classes with one name are not told apart, so they are values. */
    static final Map<String, List<ExpressionTree>> constants = new HashMap<>();

    static Map<String, String> levels() {
        Map<String, String> levels = new HashMap<>(Map.of("fatal", "critical", "severe", "error", "error", "error", "warning", "warning"));
        levels.putAll(Map.of("warn", "warning", "info", "info", "config", "debug", "debug", "debug", "fine", "debug"));
        levels.putAll(Map.of("finer", "debug", "finest", "debug", "trace", "debug"));
        return levels;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> files = new BufferedReader(new InputStreamReader(System.in)).lines().toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        StandardJavaFileManager manager = compiler.getStandardFileManager(said, null, null);
        JavacTask task = (JavacTask) compiler.getTask(
            Writer.nullWriter(), manager, said, List.of("-proc:none", "-Xmaxerrs", "100000"), null, manager.getJavaFileObjectsFromStrings(files));
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        Set<String> refused = said.getDiagnostics().stream()
            .filter(note -> note.getKind() == Diagnostic.Kind.ERROR && note.getSource() != null)
            .map(note -> name(note.getSource())).collect(Collectors.toSet());
        units.removeIf(unit -> refused.contains(name(unit.getSourceFile())));
        refused.forEach(file -> System.err.println("note: " + file + " is left out, Java cannot parse it"));
        System.err.println("note: " + refused.size() + " of " + files.size() + " files are left out");
        units.forEach(unit -> new Constants().scan(unit, null));
        SourcePositions places = Trees.instance(task).getSourcePositions();
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        units.forEach(unit -> out.println(json(new Listing(unit, places).all())));
        out.flush();
    }

    static String name(JavaFileObject file) {
        return Path.of(file.getName()).toString();
    }

    /** `static final String NAME = …`, and the fields of interfaces. */
    static class Constants extends TreeScanner<Void, Void> {
        final Deque<ClassTree> around = new ArrayDeque<>();

        @Override
        public Void visitClass(ClassTree node, Void nothing) {
            around.push(node);
            super.visitClass(node, nothing);
            around.pop();
            return null;
        }

        @Override
        public Void visitVariable(VariableTree node, Void nothing) {
            boolean isConstant = node.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.FINAL)
                || !around.isEmpty() && around.peek().getKind() == Tree.Kind.INTERFACE;
            boolean isField = !around.isEmpty() && around.peek().getMembers().contains(node);
            if (isField && isConstant && node.getInitializer() != null && "String".equals(String.valueOf(node.getType()))) {
                constants.computeIfAbsent(around.peek().getSimpleName() + "." + node.getName(), key -> new ArrayList<>()).add(node.getInitializer());
            }
            return super.visitVariable(node, nothing);
        }
    }

    /** What is found in one file: statements, and classes with their bases. */
    static class Listing extends TreeScanner<Void, Void> {
        final CompilationUnitTree unit;
        final SourcePositions places;
        final List<Object> statements = new ArrayList<>(), classes = new ArrayList<>();
        final Deque<String> around = new ArrayDeque<>();
        final Set<String> loggers = new HashSet<>();
        final Set<String> followed = new HashSet<>();

        Listing(CompilationUnitTree unit, SourcePositions places) {
            this.unit = unit;
            this.places = places;
        }

        Map<String, Object> all() {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree node, Void nothing) {
                    if (node.getType() != null && LOGGER_TYPE.matcher(lastName(node.getType())).matches()) {
                        loggers.add(node.getName().toString());
                    }
                    return super.visitVariable(node, nothing);
                }
            }.scan(unit, null);
            scan(unit, null);
            List<Object> imports = new ArrayList<>();
            unit.getImports().forEach(each -> imports.add(each.getQualifiedIdentifier().toString()));
            return Map.of("file", name(unit.getSourceFile()), "package", String.valueOf(unit.getPackageName()), "imports", imports,
                "statements", statements, "classes", classes);
        }

        @Override
        public Void visitClass(ClassTree node, Void nothing) {
            if (node.getExtendsClause() != null && !node.getSimpleName().isEmpty()) {
                List<Object> outer = new ArrayList<>(around);
                Collections.reverse(outer);
                // Without what its annotations span.
                long last = node.getMembers().isEmpty() ? line(places.getEndPosition(unit, node))
                    : line(places.getStartPosition(unit, node.getExtendsClause()));
                classes.add(List.of(node.getSimpleName().toString(), typeName(node.getExtendsClause()), first(node), last, outer));
            }
            around.push(node.getSimpleName().toString());
            super.visitClass(node, nothing);
            around.pop();
            return null;
        }

        @Override
        public Void visitThrow(ThrowTree node, Void nothing) {
            if (bare(node.getExpression()) instanceof NewClassTree made) {
                tell("raised", lastName(made.getIdentifier()), made.getArguments(), null, node, null);
            }
            return super.visitThrow(node, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
            if (node.getMethodSelect() instanceof MemberSelectTree select) {
                called(node, select.getIdentifier().toString(), select.getExpression());
            }
            return super.visitMethodInvocation(node, nothing);
        }

        void called(MethodInvocationTree node, String callee, ExpressionTree object) {
            List<? extends ExpressionTree> given = node.getArguments();
            String on = lastName(object), whole = object.toString();
            if (whole.equals("System.err") || whole.equals("java.lang.System.err")) {
                if (Set.of("println", "print", "printf", "format").contains(callee)) {
                    tell("stderr", "System.err." + callee, first(given, 2), Set.of("printf", "format").contains(callee) ? PRINTF : null, node, null);
                }
                return;
            }
            String fluent = fluentLevel(object);
            if (fluent != null && Set.of("log", "setMessage").contains(callee)) {
                tell("log", fluent + "." + callee, first(given, 1), BRACES, node, LEVELS.get(fluent.substring(2).toLowerCase()));
                return;
            }
            if (!LOGGER.matcher(on).matches() && !loggers.contains(on)) {
                return;
            }
            String plain = callee.replaceFirst("[fv]$", "");
            if (LEVELS.containsKey(callee)) {
                tell("log", on + "." + callee, first(given, 2), BRACES, node, LEVELS.get(callee));
            } else if (LEVELS.containsKey(plain)) {
                tell("log", on + "." + callee, first(given, 2), callee.endsWith("f") ? PRINTF : BRACES, node, LEVELS.get(plain));
            } else if (callee.equals("log") || callee.equals("logp")) {
                int skipped = callee.equals("log") ? 1 : 3;
                if (given.size() > skipped) {
                    tell("log", on + "." + callee, first(given.subList(skipped, given.size()), 2), BRACES, node, LEVELS.get(lastName(given.get(0)).toLowerCase()));
                }
            }
        }

        /** `atWarn` of `logger.atWarn().setCause(e)`. */
        String fluentLevel(ExpressionTree object) {
            while (object instanceof MethodInvocationTree call) {
                String name = lastName(call.getMethodSelect());
                if (FLUENT.matcher(name).matches()) {
                    return name;
                }
                object = call.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
            }
            return null;
        }

        /** The first of these texts that says something. */
        void tell(String kind, String callee, List<? extends ExpressionTree> texts, Pattern values, Tree whole, String level) {
            for (ExpressionTree text : texts) {
                List<List<String>> said = ways(text, values).stream()
                    .filter(way -> way.stream().anyMatch(piece -> piece != null && WORD.matcher(piece).find())).toList();
                for (List<String> way : said) {
                    Map<String, Object> statement = new HashMap<>(Map.of("kind", kind, "name", callee, "parts", way));
                    statement.putAll(Map.of("first", first(whole), "last", line(places.getEndPosition(unit, whole))));
                    statement.put("level", level);
                    statements.add(statement);
                }
                if (!said.isEmpty()) {
                    return;
                }
            }
        }

        /** What an expression can be: parts for each way through its choices; null is a value. */
        List<List<String>> ways(ExpressionTree node, Pattern values) {
            if (node instanceof LiteralTree literal && (literal.getValue() instanceof String || literal.getValue() instanceof Character)) {
                return List.of(cut(literal.getValue().toString(), values));
            } else if (node instanceof ParenthesizedTree inner) {
                return ways(inner.getExpression(), values);
            } else if (node instanceof TypeCastTree cast) {
                return ways(cast.getExpression(), values);
            } else if (node instanceof ConditionalExpressionTree choice) {
                return Stream.concat(ways(choice.getTrueExpression(), values).stream(), ways(choice.getFalseExpression(), values).stream()).toList();
            } else if (node instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return ways(sum.getLeftOperand(), values).stream().flatMap(left -> ways(sum.getRightOperand(), values).stream()
                    .map(right -> Stream.concat(left.stream(), right.stream()).toList())).limit(MAX_WAYS).toList();
            } else if (node instanceof LambdaExpressionTree lambda && lambda.getBody() instanceof ExpressionTree body) {
                return ways(body, values);
            } else if (node instanceof IdentifierTree name) {
                // The innermost class that has a constant of this name.
                for (String owner : around) {
                    if (constants.containsKey(owner + "." + name)) {
                        return constant(owner + "." + name, values);
                    }
                }
            } else if (node instanceof MemberSelectTree select) {
                return constant(lastName(select.getExpression()) + "." + select.getIdentifier(), values);
            } else if (node instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree select) {
                return made(select, call.getArguments(), values);
            }
            return List.of(Arrays.asList((String) null));
        }

        List<List<String>> constant(String name, Pattern values) {
            List<ExpressionTree> held = constants.getOrDefault(name, List.of());
            if (held.size() != 1 || !followed.add(name)) {
                return List.of(Arrays.asList((String) null));
            }
            List<List<String>> ways = ways(held.get(0), values);
            followed.remove(name);
            return ways;
        }

        List<List<String>> made(MemberSelectTree select, List<? extends ExpressionTree> given, Pattern values) {
            String callee = select.getIdentifier().toString(), on = lastName(select.getExpression());
            if (callee.equals("format") && Set.of("String", "MessageFormat").contains(on) && !given.isEmpty()) {
                ExpressionTree template = given.get(lastName(given.get(0)).matches("[A-Z]+|getDefault") && given.size() > 1 && on.equals("String") ? 1 : 0);
                return ways(template, on.equals("String") ? PRINTF : BRACES);
            } else if (callee.equals("formatted")) {
                return ways(select.getExpression(), PRINTF);
            } else if (KEPT.contains(callee) && given.isEmpty()) {
                return ways(select.getExpression(), values);
            }
            return List.of(Arrays.asList((String) null));
        }

        static List<String> cut(String text, Pattern values) {
            if (values == null) {
                return List.of(text);
            }
            List<String> parts = new ArrayList<>();
            for (String piece : values.split(values == PRINTF ? text.replace("%n", " ").replace("%%", "\0") : text, -1)) {
                parts.add(piece.replace('\0', '%'));
                parts.add(null);
            }
            return parts.subList(0, parts.size() - 1);
        }

        long first(Tree node) {
            // A class begins at its modifiers, which may be annotations.
            if (node instanceof ClassTree found) {
                return line(places.getStartPosition(unit, found));
            }
            return line(places.getStartPosition(unit, node));
        }

        long line(long position) {
            return unit.getLineMap().getLineNumber(Math.max(position, 0));
        }

        static <T> List<? extends T> first(List<? extends T> list, int count) {
            return list.subList(0, Math.min(count, list.size()));
        }

        static Tree bare(ExpressionTree node) {
            return node instanceof ParenthesizedTree inner ? bare(inner.getExpression()) : node;
        }
    }

    static String lastName(Tree node) {
        if (node instanceof MethodInvocationTree call) {
            return lastName(call.getMethodSelect());
        } else if (node instanceof MemberSelectTree select) {
            return select.getIdentifier().toString();
        } else if (node instanceof ParameterizedTypeTree typed) {
            return lastName(typed.getType());
        } else if (node instanceof ParenthesizedTree inner) {
            return lastName(inner.getExpression());
        }
        return node instanceof IdentifierTree name ? name.toString() : "";
    }

    static String typeName(Tree node) {
        return node instanceof ParameterizedTypeTree typed ? typeName(typed.getType()) : node.toString();
    }

    static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(entry -> json(entry.getKey()) + ":" + json(entry.getValue())).collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(JavaListed::json).collect(Collectors.joining(",", "[", "]"));
        } else if (value instanceof String text) {
            StringBuilder written = new StringBuilder("\"");
            for (char letter : text.toCharArray()) {
                written.append(letter < ' ' || letter == '"' || letter == '\\' || letter > '~' ? String.format("\\u%04x", (int) letter) : letter);
            }
            return written.append('"').toString();
        }
        return String.valueOf(value);
    }
}
