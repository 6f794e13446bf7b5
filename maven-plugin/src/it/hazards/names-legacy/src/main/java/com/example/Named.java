package com.example;

import io.nodev.legacy.LegacyMachine;

/** Hand-written for one stack; with the other it must not compile. */
public final class Named {
    private Named() {}

    /** The stack's machine. */
    public static Class<?> machine() {
        return LegacyMachine.class;
    }
}
