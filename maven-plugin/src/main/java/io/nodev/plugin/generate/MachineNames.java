package io.nodev.plugin.generate;

import io.nodev.templates.escape.JavaNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the classes of a machine are called.
 *
 * @param packageName their package
 * @param base what most of their names begin with, as {@code Quickstart}
 */
record MachineNames(String packageName, String base) {
    /** The class that runs a machine. */
    static final String MAIN = "Main";

    static MachineNames of(String packageName, String machine) {
        return new MachineNames(packageName, new JavaNames(JavaNames.Style.TYPE, Set.of()).allocate(machine));
    }

    String machine() {
        return base + "Machine";
    }

    String hypercalls() {
        return base + "Hypercalls";
    }

    String classifier() {
        return base + "Classifier";
    }

    /** The class of the rules with this number, from 0. */
    String rules(int number) {
        return base + "Rules" + (number == 0 ? "" : number + 1);
    }

    String harness() {
        return base + "Harness";
    }

    /** The test of one contract or of one kind of thing, as {@code QuickstartVifsTest}. */
    String test(String what) {
        return base + what + "Test";
    }

    /** Every name there may be, so that no other type is imported under one of them. */
    List<String> all(int ruleClasses) {
        List<String> names = new ArrayList<>(List.of(MAIN, machine(), hypercalls(), classifier(), harness()));
        for (int i = 0; i < ruleClasses; i++) {
            names.add(rules(i));
        }
        return names;
    }

    /** The path of a class's source below a source root. */
    String path(String type) {
        return folder() + type + ".java";
    }

    /** The folder of the package below any root, with a slash at its end. */
    String folder() {
        return packageName.replace('.', '/') + "/";
    }
}
