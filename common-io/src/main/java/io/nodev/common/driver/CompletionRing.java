package io.nodev.common.driver;

/** The cookies of frames or transfers whose completion was not yet shown, and how they ended, oldest first. Owner's thread only. */
public final class CompletionRing {
    private int[] cookies;
    private boolean[] good;
    private int oldest;
    private int count;

    /**
     * @param depth cookies it holds at most, 1 or more
     * @throws IllegalArgumentException if {@code depth} is less
     */
    public CompletionRing(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("a ring of completions holds 1 or more: depth=" + depth);
        }
        cookies = new int[depth];
        good = new boolean[depth];
    }

    int depth() {
        return cookies.length;
    }

    /** Whether nothing may be put. */
    public boolean isFull() {
        return count == cookies.length;
    }

    /** Whether there is nothing to take. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Adds a cookie; only if the ring is not full. */
    public void put(int cookie, boolean isGood) {
        cookies[place(count)] = cookie;
        good[place(count)] = isGood;
        count++;
    }

    /** How what {@link #take} takes next has ended. */
    public boolean isOldestGood() {
        return good[oldest];
    }

    /** Removes the oldest cookie; only if there is one. */
    public int take() {
        int cookie = cookies[oldest];
        oldest = place(1);
        count--;
        return cookie;
    }

    /** Doubles the depth. */
    void grow() {
        int[] larger = new int[cookies.length * 2];
        boolean[] largerGood = new boolean[larger.length];
        for (int i = 0; i < count; i++) {
            larger[i] = cookies[place(i)];
            largerGood[i] = good[place(i)];
        }
        cookies = larger;
        good = largerGood;
        oldest = 0;
    }

    private int place(int after) {
        int place = oldest + after;
        return place < cookies.length ? place : place - cookies.length;
    }
}
