package io.nodev.plugin.classpath;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Refuses a class path on which something was built for the other stack. */
public final class ClassPathGuard {
    /** What the problems are told of, for want of a line: the project. */
    private static final SourceLocation PROJECT = new SourceLocation(SourceLocation.PROJECT_FILE, 1, 1);

    private final Architecture chosen;

    /** A guard of builds of one stack. */
    public ClassPathGuard(Architecture chosen) {
        this.chosen = chosen;
    }

    /**
     * Reports every entry that says of itself that it was built for another stack; one that says nothing is fit for either.
     *
     * @throws IOException if an entry cannot be read
     */
    public void check(List<ClassPathEntry> classPath, Diagnostics diagnostics) throws IOException {
        for (ClassPathEntry entry : classPath) {
            Set<String> built = entry.architectures();
            if (!built.isEmpty() && !built.equals(Set.of(chosen.id()))) {
                diagnostics.error(
                        PROJECT,
                        ProblemCode.BUILT_FOR_OTHER_STACK,
                        entry.name() + " was built for " + String.join(" and ", built) + ", but this build is "
                                + chosen.id(),
                        "build it anew: mvn " + flag() + " -pl :" + entry.module() + " -am install");
            }
        }
    }

    private String flag() {
        return chosen == Architecture.DEVICE_DOMAIN ? "-Dnodev=true" : "-Dnodev=false";
    }
}
