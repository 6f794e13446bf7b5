package io.nodev.devdomain.controller;

import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;

/**
 * Asks one backend whether it is up, again as soon as it has answered, and knows for how long it could have answered and did
 * not.
 *
 * <p>A backend answers in the first turn that begins after it was asked. On a loaded computer that may be any time later, so
 * the time between two looks counts only if the backend was in one and the same turn at both, or has had a whole turn
 * since it was asked. A computer that stood still altogether is no evidence either: it takes several looks. On the control
 * domain's virtual CPU only.
 */
final class Probe {
    /** The answer of {@link #look} for a backend that is not known to hang. */
    static final long IN_TIME = 0;

    /** At most so far on is the number of a turn when the first whole turn after it ends. */
    private static final int WHOLE_TURN = 3;

    private final ControlEndpoint backend;
    private boolean asked;
    private boolean reported;
    private long askedInTurn;
    private long lastTurn;
    private long sinceNanos;
    private int looks;

    Probe(ControlEndpoint backend) {
        this.backend = backend;
    }

    /**
     * Looks whether the answer has come, and asks again if so.
     *
     * @param turn the number of the backend's turn, odd while it is in one
     * @return how long the answer is due if that is too long, once until it comes; otherwise {@link #IN_TIME}
     */
    long look(long turn, long nowNanos, long limitNanos) {
        boolean due = asked || !backend.hasRoom();
        boolean counts = due && couldAnswer(turn);
        lastTurn = turn;
        if (!due) {
            ask(turn);
        }
        if (!counts) {
            looks = 0;
            sinceNanos = nowNanos;
            return IN_TIME;
        }
        looks++;
        if (reported || looks < AnswerLimit.LOOKS || nowNanos - sinceNanos < limitNanos) {
            return IN_TIME;
        }
        reported = true;
        return nowNanos - sinceNanos;
    }

    /** If there was no room to ask, other requests wait for answers; some may be put off by a backend that works. */
    private boolean couldAnswer(long turn) {
        boolean inOneTurn = turn == lastTurn && (turn & 1) != 0;
        return inOneTurn || asked && turn - askedInTurn >= WHOLE_TURN;
    }

    private void ask(long turn) {
        ControlMessage question = new ControlMessage(
                ControlType.NETIF_BE, NetifBackendLayout.DRIVER_STATUS, NetifBackendLayout.DRIVER_STATUS_SIZE);
        asked = backend.ask(question, this::answered);
        askedInTurn = turn;
        reported = false;
    }

    /** A backend that is down, or does not know the question, lives; one that says anything else has not answered. */
    private void answered(ControlMessage answer) {
        int status = answer.result(0, NetifBackendLayout.DRIVER_STATUS_SIZE, NetifBackendLayout.DOWN);
        boolean sound = answer.type() == ControlType.NETIF_BE
                && answer.subtype() == NetifBackendLayout.DRIVER_STATUS
                && (answer.length() == 0 || answer.length() == NetifBackendLayout.DRIVER_STATUS_SIZE)
                && (status == NetifBackendLayout.DOWN || status == NetifBackendLayout.UP);
        if (sound) {
            asked = false;
        } else {
            backend.countViolation();
        }
    }
}
