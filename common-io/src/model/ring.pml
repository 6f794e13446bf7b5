/*
 * Notification hold-off of the shared rings, one direction: requests from the frontend to the backend, or responses back.
 *
 * What io.nodev.common.ring does, reduced to its order of loads and stores. The producer writes a slot, publishes its
 * index, and then looks whether the consumer may be asleep; the consumer takes what is there, publishes where it wants to
 * be woken, and then looks once more before it sleeps. Between publishing and looking both have a full fence. A store
 * waits in a buffer of its process until the fence drains it, as on a machine with store buffers; the index never
 * overtakes its slot, which is what a release store promises.
 *
 * Build with exactly one of these, or none for the protocol as it is:
 *   -DNO_RECHECK           the consumer sleeps without looking again
 *   -DNO_PRODUCER_FENCE    the producer looks before its index is seen
 *   -DNO_CONSUMER_FENCE    the consumer looks again before its threshold is seen
 *   -DSLOT_AFTER_INDEX     the producer publishes the index before the slot
 *   -DFORGETS              the consumer does not keep where it has come
 *   -DTOO_FAR              with HALF, the threshold lies behind all that is outstanding
 * and with one of these, or none for a threshold of one index further:
 *   -DHALF                 the threshold lies behind half of what is outstanding, as for transmit responses
 *   -DANSWERS              the consumer shows no progress but its answers, each of which is shown by itself, later
 */
#define FRAMES 5   /* frames that are sent in all */
#define SLOTS  2   /* slots of the ring; indices run on, so each slot is used again */

/* What the consumer still has to come, at most a ring full: requests of its own that are not answered. */
#define OUTSTANDING ((FRAMES - taken) < SLOTS -> (FRAMES - taken) : SLOTS)
#ifdef HALF
#ifdef TOO_FAR
#define DISTANCE ((OUTSTANDING) + 1)
#else
#define DISTANCE ((OUTSTANDING) / 2 + 1)
#endif
#else
#define DISTANCE 1
#endif

byte slot[SLOTS];      /* the number of the frame in it, from 1 on */
byte prod;             /* producer index */
byte event;            /* threshold: notify when the index comes to equal it */
byte cons;             /* what the consumer shows of its progress */
bool pending;          /* the event channel: a bit, so that many are one */

/* One waiting store for each side: index and threshold are what the other side decides by. */
bool prodWaits;
byte prodBuffer;
bool eventWaits;
byte eventBuffer;

byte delivered;        /* frames taken, which is also the number of the last one */
bool asleep;

inline drainProducer() {
    d_step { if :: prodWaits -> prod = prodBuffer; prodWaits = false :: else fi }
}

inline drainConsumer() {
    d_step { if :: eventWaits -> event = eventBuffer; eventWaits = false :: else fi }
}

/* Stores drain whenever the machine likes. */
active proctype Buffers() {
end:
    do
    :: atomic { prodWaits -> prod = prodBuffer; prodWaits = false }
    :: atomic { eventWaits -> event = eventBuffer; eventWaits = false }
    od
}

active proctype Producer() {
    byte sent = 0, before, seen, batch;
    do
    :: sent < FRAMES ->
        before = sent;
        batch = 0;
        /* One or two frames for one index, as long as there is room. */
        do
        :: sent < FRAMES && sent - cons < SLOTS && batch < 2 ->
#ifdef SLOT_AFTER_INDEX
            skip;
#else
            slot[sent % SLOTS] = sent + 1;
#endif
            sent++;
            batch++
        :: batch > 0 -> break
        :: batch == 0 && sent - cons >= SLOTS -> sent - cons < SLOTS
        od;
        atomic { !prodWaits; prodBuffer = sent; prodWaits = true };
#ifndef NO_PRODUCER_FENCE
        drainProducer();
#endif
#ifdef SLOT_AFTER_INDEX
        do
        :: batch > 0 -> slot[(sent - batch) % SLOTS] = sent - batch + 1; batch--
        :: else -> break
        od;
#endif
        seen = event;
        if
        :: seen > before && seen <= sent -> pending = true
        :: else
        fi
    :: else -> break
    od
}

active proctype Consumer() {
    byte taken = 0, index;
#ifdef ANSWERS
    byte answered = 0;
#endif
    do
    :: taken < FRAMES ->
        index = prod;
        do
        :: taken < index ->
            /* No double delivery, no stale slot, none left out. */
            assert(slot[taken % SLOTS] == taken + 1);
            assert(delivered == taken);
            taken++;
            delivered = taken;
            cons = taken
        :: else -> break
        od;
#ifdef FORGETS
        if
        :: taken > 0 && taken < FRAMES -> taken--
        :: skip
        fi;
#endif
        if
        :: taken == FRAMES -> break
        :: else
        fi;
#ifdef ANSWERS
        /* All but the last, each shown when the consumer likes; it does not sleep before it has answered everything. */
        do
        :: answered + 1 < taken -> answered++;
            atomic { !eventWaits; eventBuffer = answered + 1; eventWaits = true };
        :: answered + 1 >= taken -> break
        od;
        answered = taken;
#endif
        atomic { !eventWaits; eventBuffer = taken + DISTANCE; eventWaits = true };
#ifndef NO_CONSUMER_FENCE
        drainConsumer();
#endif
#ifndef NO_RECHECK
        if
        :: prod != taken -> goto again
        :: else
        fi;
#endif
        asleep = true;
        atomic { pending -> pending = false };
        asleep = false;
again:
        skip
    :: else -> break
    od
}

/* No lost wake-up: whatever the interleaving, everything that was sent is taken in the end. */
ltl everything_arrives { <> (delivered == FRAMES) }
