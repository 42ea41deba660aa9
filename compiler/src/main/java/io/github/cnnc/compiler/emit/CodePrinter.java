package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.runtime.generated.Gelu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Code as JavaPoet takes it, with references for the types it names: in one piece, for line by line takes several times as long. */
final class CodePrinter {

    private static final Map<String, ClassName> LIBRARY = Map.of(
            "Math", ClassName.get(Math.class),
            "System", ClassName.get(System.class),
            "Float", ClassName.get(Float.class),
            "Double", ClassName.get(Double.class),
            "Gelu", ClassName.get(Gelu.class),
            "Arrays", ClassName.get(java.util.Arrays.class),
            "FloatVector", ClassName.get("jdk.incubator.vector", "FloatVector"),
            "IntVector", ClassName.get("jdk.incubator.vector", "IntVector"),
            "VectorOperators", ClassName.get("jdk.incubator.vector", "VectorOperators"));

    private static final Pattern NAMES =
            Pattern.compile("\\b(Math|System|Float|Double|Gelu|Arrays|FloatVector|IntVector|VectorOperators)(?=[. ])");

    private CodePrinter() {}

    static CodeBlock print(Code code) {
        List<Object> types = new ArrayList<>();
        String text = code.text().replace("$", "$$").replace(Code.INDENT, "$>").replace(Code.UNINDENT, "$<");
        String format = NAMES.matcher(text).replaceAll(name -> {
            types.add(LIBRARY.get(name.group()));
            return "\\$T";
        });
        return CodeBlock.of(format, types.toArray());
    }
}
