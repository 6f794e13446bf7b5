package io.nodev.common.classifier;

import java.util.List;

/**
 * How far a builder of trees may go. Which plan is best differs from set to set, so several are tried where that is cheap.
 *
 * @param trees the most trees
 * @param depth the most children that lead to a leaf
 * @param copies how many places in leaves there may be for one pattern, on average
 * @param copyCost what a doubling of the places costs beside what a halving of the leaves gains
 */
record TreePlan(int trees, int depth, double copies, double copyCost) {
    private static final int FEW = 300;
    private static final int SOME = 2_000;

    /** The plans worth trying for so many patterns: memory is spent where there is little to fill it. */
    static List<TreePlan> plansFor(int patterns) {
        if (patterns <= FEW) {
            return List.of(
                    new TreePlan(1, 1, 64, 0.3),
                    new TreePlan(1, 2, 64, 0.3),
                    new TreePlan(1, 3, 256, 0.3),
                    new TreePlan(1, 4, 256, 0.6),
                    new TreePlan(1, 5, 64, 0.6),
                    new TreePlan(2, 3, 64, 0.3),
                    new TreePlan(4, 2, 8, 1));
        }
        if (patterns <= SOME) {
            return List.of(
                    new TreePlan(1, 5, 256, 0.6),
                    new TreePlan(1, 4, 64, 0.6),
                    new TreePlan(2, 4, 64, 0.3),
                    new TreePlan(2, 3, 64, 0.6),
                    new TreePlan(4, 4, 8, 1));
        }
        return List.of(new TreePlan(5, 5, 8, 1));
    }
}
