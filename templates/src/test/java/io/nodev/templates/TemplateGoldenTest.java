package io.nodev.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.templates.harness.Formatting;
import io.nodev.templates.harness.GoldenFiles;
import io.nodev.templates.harness.InMemoryCompiler;
import io.nodev.templates.model.PackageInfoModel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each template makes of tiny models, whole. */
final class TemplateGoldenTest {
    private static final TemplateRenderer RENDERER = new TemplateRenderer();

    private static Case packageInfo(String name, String machine) {
        return new Case(
                TemplateId.PACKAGE_INFO,
                name,
                new PackageInfoModel("example.machine", machine, "legacy-io"),
                "example/machine/package-info.java");
    }

    static Stream<Case> cases() {
        return Stream.concat(
                Stream.of(packageInfo("plain", "quickstart"), packageInfo("hostile", "*/ {@code \\u002a/ <b> Ä")),
                MachineModels.renderings().entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())));
    }

    private static Case of(String name, Rendering rendering) {
        return new Case(rendering.template(), name, rendering.model(), rendering.path());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersTheGoldenFile(Case example) {
        GeneratedFile file = RENDERER.render(example.rendering());
        new GoldenFiles(example.template().path()).check(example.name() + ".txt", file);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersTheSameBytesTwice(Case example) {
        assertThat(new TemplateRenderer().render(example.rendering())).isEqualTo(RENDERER.render(example.rendering()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersJavaAsOurFormatterWould(Case example) {
        GeneratedFile file = RENDERER.render(example.rendering());
        if (file.path().endsWith(".java")) {
            Formatting.assertFormatted(file);
        }
    }

    @Test
    void rendersAPackageCommentThatCompiles() {
        InMemoryCompiler.compile(
                List.of(RENDERER.render(packageInfo("plain", "quickstart").rendering())));
    }

    @Test
    void everyTemplateHasAGoldenFile() {
        assertThat(cases().map(Case::template).distinct()).containsExactlyInAnyOrder(TemplateId.values());
    }

    private record Case(TemplateId template, String name, Record model, String path) {
        Rendering rendering() {
            return new Rendering(template, model, path, "src/main/nodev/machine.yaml");
        }

        @Override
        public String toString() {
            return template + " " + name;
        }
    }
}
