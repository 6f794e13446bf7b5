package io.nodev.common.driver;

/** The cookies of transmitted frames whose completion was not yet shown, oldest first. Owner's thread only. */
final class CompletionRing {
    private int[] cookies;
    private int oldest;
    private int count;

    /**
     * @param depth cookies it holds at most, 1 or more
     * @throws IllegalArgumentException if {@code depth} is less
     */
    CompletionRing(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("a transmit queue holds 1 frame or more: depth=" + depth);
        }
        cookies = new int[depth];
    }

    int depth() {
        return cookies.length;
    }

    boolean isFull() {
        return count == cookies.length;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Adds a cookie; only if the ring is not full. */
    void put(int cookie) {
        cookies[place(count)] = cookie;
        count++;
    }

    /** Removes the oldest cookie; only if there is one. */
    int take() {
        int cookie = cookies[oldest];
        oldest = place(1);
        count--;
        return cookie;
    }

    /** Doubles the depth. */
    void grow() {
        int[] larger = new int[cookies.length * 2];
        for (int i = 0; i < count; i++) {
            larger[i] = cookies[place(i)];
        }
        cookies = larger;
        oldest = 0;
    }

    private int place(int after) {
        int place = oldest + after;
        return place < cookies.length ? place : place - cookies.length;
    }
}
