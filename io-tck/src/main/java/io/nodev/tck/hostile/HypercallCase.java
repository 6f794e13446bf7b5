package io.nodev.tck.hostile;

import java.util.Arrays;

/**
 * A hypercall as a correct guest would make it: three arguments, one of which may be the address of a structure of words.
 *
 * @param name said when it was mutated
 * @param number of the hypercall
 * @param pointer which argument is the structure's address, 0 to 2; {@link #NO_STRUCTURE} if none
 * @param arguments all three; the pointer's place is filled in
 * @param words of the structure
 */
record HypercallCase(String name, int number, int pointer, int[] arguments, int[] words) {
    static final int NO_STRUCTURE = -1;

    private static final int ARGUMENTS = 3;

    static HypercallCase plain(String name, int number, int... arguments) {
        return new HypercallCase(name, number, NO_STRUCTURE, Arrays.copyOf(arguments, ARGUMENTS), new int[0]);
    }

    static HypercallCase pointed(String name, int number, int... words) {
        return new HypercallCase(name, number, 0, new int[ARGUMENTS], words);
    }

    /** The same whose first argument is a command or whose second is a count, as the call has it. */
    HypercallCase with(int place, int argument) {
        int[] changed = arguments.clone();
        changed[place] = argument;
        return new HypercallCase(name, number, pointer, changed, words);
    }

    HypercallCase pointedBy(int place) {
        return new HypercallCase(name, number, place, arguments, words);
    }

    /** Everything about it that can be changed: the number, the arguments, the words. */
    int places() {
        return 1 + ARGUMENTS + words.length;
    }

    String nameOf(int place) {
        if (place == 0) {
            return name + ".number";
        }
        return place <= ARGUMENTS ? name + ".a" + place : name + ".w" + (place - 1 - ARGUMENTS);
    }

    /** The numbers to call with, mutable: first the hypercall's, then its arguments, then the words. */
    int[] numbers(int structure) {
        int[] all = new int[places()];
        all[0] = number;
        System.arraycopy(arguments, 0, all, 1, ARGUMENTS);
        System.arraycopy(words, 0, all, 1 + ARGUMENTS, words.length);
        if (pointer != NO_STRUCTURE) {
            all[1 + pointer] = structure;
        }
        return all;
    }
}
