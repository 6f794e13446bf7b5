package io.nodev.common.classifier;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Builds {@link PatternTrees} by one {@link TreePlan}. Good for one. */
final class PatternTreeBuilder {
    private static final int EXAMPLES = 256;

    private final PatternRows rows;
    private final TreePlan plan;
    private final CutChooser chooser;
    private final PatternLeaves leaves;
    private long[] nodes = new long[256];
    private int used;
    private int deepest;

    private PatternTreeBuilder(PatternTable table, PatternRows rows, TreePlan plan) {
        this.rows = rows;
        this.plan = plan;
        this.chooser = new CutChooser(rows, plan.copyCost());
        this.leaves = new PatternLeaves(table, rows);
    }

    /** What is left to spend below a node. */
    private record Limits(double copies, int depth) {}

    /** The trees that take least effort, on average over examples of the patterns. */
    static PatternTrees best(List<Pattern> patterns) {
        PatternTable table = new PatternTable(patterns);
        PatternRows rows = new PatternRows(patterns);
        PatternTrees best = null;
        long least = Long.MAX_VALUE;
        List<TreePlan> plans = TreePlan.plansFor(patterns.size());
        for (TreePlan plan : plans) {
            PatternTrees trees = new PatternTreeBuilder(table, rows, plan).build(table);
            long effort = plans.size() == 1 ? 0 : effort(trees, rows);
            if (effort < least) {
                least = effort;
                best = trees;
            }
        }
        return best;
    }

    private static long effort(PatternTrees trees, PatternRows rows) {
        SplittableRandom random = new SplittableRandom(rows.size());
        long effort = 0;
        for (int i = 0; i < EXAMPLES; i++) {
            effort += trees.effort(rows.example(random.nextInt(rows.size()), random));
        }
        return effort;
    }

    private PatternTrees build(PatternTable table) {
        List<int[]> shares = new PatternShares(rows, chooser).of(plan.trees());
        PatternTrees.Tree[] trees = shares.stream().map(this::tree).toArray(PatternTrees.Tree[]::new);
        return new PatternTrees(
                new PatternTrees.Parts(table, trees, Arrays.copyOf(nodes, used), leaves.numbers(), leaves.vectors()));
    }

    private PatternTrees.Tree tree(int[] share) {
        deepest = 0;
        int self = reserve(1);
        long root = node(share, Cube.whole(rows.words()), new Limits(plan.copies(), 0), self);
        nodes[self] = root;
        return new PatternTrees.Tree(root, deepest, share[0]);
    }

    private long node(int[] among, Cube cube, Limits limits, int self) {
        deepest = Math.max(deepest, limits.depth);
        CutChooser.Choice choice =
                limits.depth < plan.depth() && !leaves.isFull() ? chooser.choose(among, cube, limits.copies) : null;
        int[][] shared = choice == null ? null : distribute(among, choice.cut(), cube);
        double copies = choice == null ? 0 : copies(shared, among.length);
        if (choice == null || copies > limits.copies) {
            return PatternTrees.leaf(leaves.of(among), self);
        }
        int first = reserve(shared.length);
        Limits below = new Limits(limits.copies / Math.max(1, copies), limits.depth + 1);
        for (int child = 0; child < shared.length; child++) {
            long node = node(shared[child], cube.child(choice.cut(), child), below, first + child);
            nodes[first + child] = node;
        }
        return PatternTrees.inner(choice.cut(), first);
    }

    private int[][] distribute(int[] among, Cut cut, Cube cube) {
        int[] counts = new int[cut.children()];
        for (int row : among) {
            rows.eachChild(row, cut, cube, child -> counts[child]++);
        }
        int[][] shared = new int[counts.length][];
        for (int child = 0; child < counts.length; child++) {
            shared[child] = new int[counts[child]];
            counts[child] = 0;
        }
        for (int row : among) {
            rows.eachChild(row, cut, cube, child -> shared[child][counts[child]++] = row);
        }
        return shared;
    }

    private static double copies(int[][] shared, int before) {
        long places = 0;
        for (int[] share : shared) {
            places += share.length;
        }
        return (double) places / before;
    }

    private int reserve(int children) {
        int first = used;
        used += children;
        if (used > nodes.length) {
            nodes = Arrays.copyOf(nodes, Math.max(2 * nodes.length, used));
        }
        return first;
    }
}
