package io.nodev.common.classifier;

/**
 * Patterns shared out among a few trees. A node chooses its child by some bits of one word, as a decision tree over
 * packet headers does (P. Gupta and N. McKeown, "Packet Classification using Hierarchical Intelligent Cuttings", Hot
 * Interconnects VII, 1999). All paths of a tree are of one length, a leaf that comes early being its own only child, so
 * that the walk has no branch to guess wrong. A leaf has the patterns that are left to ask, in order; one that would have
 * very many has {@link BitVectors} instead.
 *
 * <pre>
 *  node   63..43 leaf   42..39 width   38..33 shift   32..28 word   27..0 first child
 * </pre>
 *
 * The leaf is where its patterns begin among those of all leaves; {@link PatternIndex#NONE} ends them, and a number below
 * 0 stands for the vectors of that number, counted from -1 down.
 */
final class PatternTrees implements PatternIndex {
    /** The most nodes. */
    static final int MOST_NODES = 1 << 28;

    /** The most places in leaves. */
    static final int MOST_LEAVES = 1 << 21;

    /** The words a tree can choose by, less one. */
    static final int MOST_WORDS = 32;

    private static final int WORD = 28;
    private static final int SHIFT = 33;
    private static final int WIDTH = 39;
    private static final int LEAF = 43;
    private static final int CHILD = MOST_NODES - 1;

    private static final int NODE_EFFORT = 3;
    private static final int PATTERN_EFFORT = 6;

    private final PatternTable table;
    private final Tree[] trees;
    private final long[] nodes;
    private final int[] leaves;
    private final BitVectors[] vectors;

    /**
     * One of the trees.
     *
     * @param root its first node
     * @param depth how many children lead to a leaf
     * @param least the first of its patterns
     */
    record Tree(long root, int depth, int least) {}

    /** What a builder has made, the trees in the order of their first patterns. */
    record Parts(PatternTable table, Tree[] trees, long[] nodes, int[] leaves, BitVectors[] vectors) {}

    PatternTrees(Parts parts) {
        table = parts.table;
        trees = parts.trees;
        nodes = parts.nodes;
        leaves = parts.leaves;
        vectors = parts.vectors;
    }

    static long inner(Cut cut, int firstChild) {
        return (long) cut.width() << WIDTH | (long) cut.shift() << SHIFT | (long) cut.word() << WORD | firstChild;
    }

    static long leaf(int patterns, int self) {
        return (long) patterns << LEAF | self;
    }

    @Override
    public int first(long[] key, int from) {
        int best = search(trees[0], key, from, NONE);
        for (int i = 1; i < trees.length && trees[i].least < best; i++) {
            best = search(trees[i], key, from, best);
        }
        return best;
    }

    private int search(Tree tree, long[] key, int from, int best) {
        int leaf = leaf(tree, key);
        int pattern = leaves[leaf];
        if (pattern >= best) {
            return best;
        }
        return pattern >= from && table.matches(pattern, key) ? pattern : scan(leaf, key, from, best);
    }

    private int leaf(Tree tree, long[] key) {
        long node = tree.root;
        for (int level = tree.depth; level > 0; level--) {
            int child = (int) (key[(int) (node >>> WORD) & MOST_WORDS - 1] >>> (node >>> SHIFT));
            node = nodes[((int) node & CHILD) + (child & (1 << (node >>> WIDTH & 15)) - 1)];
        }
        return (int) (node >>> LEAF);
    }

    private int scan(int leaf, long[] key, int from, int best) {
        if (leaves[leaf] < 0) {
            return Math.min(best, vectors[~leaves[leaf]].first(key, from));
        }
        for (int at = leaf + 1; ; at++) {
            int pattern = leaves[at];
            if (pattern >= best) {
                return best;
            }
            if (pattern < 0) {
                return Math.min(best, vectors[~pattern].first(key, from));
            }
            if (pattern >= from && table.matches(pattern, key)) {
                return pattern;
            }
        }
    }

    /** About how long it takes to find the first pattern for a key, sets apart, in thirds of the time that a node takes. */
    int effort(long[] key) {
        int best = NONE;
        int effort = 0;
        for (Tree tree : trees) {
            if (tree.least < best) {
                effort += NODE_EFFORT * (tree.depth + 1);
                int at = leaf(tree, key);
                while (leaves[at] >= 0 && leaves[at] < best && !table.passes(leaves[at], key)) {
                    effort += PATTERN_EFFORT;
                    at++;
                }
                effort += leaves[at] < 0 ? vectors[~leaves[at]].effort() : PATTERN_EFFORT;
                best = leaves[at] < 0 ? best : Math.min(best, leaves[at]);
            }
        }
        return effort;
    }
}
