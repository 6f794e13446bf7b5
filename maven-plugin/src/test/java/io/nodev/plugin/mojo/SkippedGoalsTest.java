package io.nodev.plugin.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedGoalsTest {
    private static final Pattern GOAL = Pattern.compile("<mojo>\\s*<goal>(.*?)</goal>(.*?)</mojo>", Pattern.DOTALL);

    @TempDir
    private Path directory;

    private Path makeCd(boolean skip) throws Exception {
        Path folder = Files.createDirectory(directory.resolve("cd"));
        Files.writeString(folder.resolve("readme.txt"), "read me");
        IsoMojo mojo = new IsoMojo();
        mojo.folder = folder.toFile();
        mojo.volume = "CD";
        mojo.image = directory.resolve("target/cd.iso").toFile();
        mojo.skip = skip;
        mojo.execute();
        return mojo.image.toPath();
    }

    @Test
    void isoMakesAnImage() throws Exception {
        assertThat(makeCd(false)).isNotEmptyFile();
    }

    @Test
    void isoMakesNothingIfItIsLeftOut() throws Exception {
        assertThat(makeCd(true).getParent()).doesNotExist();
    }

    @Test
    void areAllThatDoSomething() throws Exception {
        String descriptor = new String(
                IsoMojo.class.getResourceAsStream("/META-INF/maven/plugin.xml").readAllBytes(), StandardCharsets.UTF_8);
        Map<String, Boolean> skips = new TreeMap<>();
        for (Matcher goal = GOAL.matcher(descriptor); goal.find(); ) {
            skips.put(goal.group(1), goal.group(2).contains("${nodev.skip}"));
        }
        assertThat(skips.remove("help")).isFalse();
        assertThat(skips).containsKeys("check", "generate", "iso", "run", "vd").containsValue(true);
        assertThat(skips).doesNotContainValue(false);
    }
}
