package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.runtime.Model;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the jars are called on a module path: not after their files, whose names have versions. */
class ModuleNamesTest {

    @ParameterizedTest
    @ValueSource(classes = {Model.class, Cnnc.class})
    void aJarIsCalledAfterItsPackage(Class<?> type) throws Exception {
        Path home =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assumeTrue(Files.isRegularFile(home), "`mvn test` runs before there are jars, `mvn verify` behind them");
        assertThat(ModuleFinder.of(home).find(type.getPackageName())).isPresent();
    }
}
