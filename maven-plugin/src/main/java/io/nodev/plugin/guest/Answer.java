package io.nodev.plugin.guest;

/** What sources can say of a class that may inherit from classes elsewhere. */
enum Answer {
    /** It is so. */
    YES,
    /** It is not so. */
    NO,
    /** Only the compiled classes can tell. */
    UNKNOWN
}
