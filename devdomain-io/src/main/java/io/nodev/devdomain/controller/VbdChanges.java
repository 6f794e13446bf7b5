package io.nodev.devdomain.controller;

import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Changes of VBDs while the machine runs: one after the other for each interface, each told to the backend, then to the guest.
 * What the backend refuses is not wanted of the next backend either.
 */
final class VbdChanges {
    private final BlockIntroducer introducer;
    private final Queue<VbdChange> asked = new ConcurrentLinkedQueue<>();
    private final Map<BlockInterface, Deque<VbdChange>> waiting = new HashMap<>();

    VbdChanges(BlockIntroducer introducer) {
        this.introducer = introducer;
    }

    /** From any thread. */
    void ask(VbdChange change) {
        asked.add(change);
    }

    /** Begins with what was asked for. In a turn of the control domain, as everything below. */
    void begin() {
        for (VbdChange next = asked.poll(); next != null; next = asked.poll()) {
            begin(next);
        }
    }

    private void begin(VbdChange change) {
        int backend = change.vbd().backend();
        if (introducer.find(change.domain()) == null && change.kind() == VbdChange.Kind.CREATE) {
            introducer.introduce(change.domain(), backend);
        }
        BlockInterface about = introducer.find(change.domain());
        if (about == null) {
            change.result().complete(BlkifBackendLayout.INTERFACE_NOT_FOUND);
        } else if (change.kind() == VbdChange.Kind.CREATE && about.backend() != backend) {
            change.result().complete(VbdChange.OTHER_BACKEND);
        } else if (!introducer.isUp(about.backend())) {
            change.result().complete(VbdChange.NO_BACKEND);
        } else {
            Deque<VbdChange> ofInterface = waiting.computeIfAbsent(about, each -> new ArrayDeque<>());
            ofInterface.add(change);
            if (ofInterface.size() == 1) {
                tryFirst(about);
            }
        }
    }

    /** An interface is there now, or could not be made. */
    void made(BlockInterface about) {
        if (waiting.containsKey(about)) {
            tryFirst(about);
        }
    }

    /** An interface is gone, or its backend is: what was not done will not be. */
    void lost(BlockInterface about) {
        Deque<VbdChange> dropped = waiting.remove(about);
        if (dropped != null) {
            dropped.forEach(each -> each.result().complete(VbdChange.NO_BACKEND));
        }
    }

    private void tryFirst(BlockInterface about) {
        if (about.state() == BackendState.ABSENT) {
            lost(about);
        } else if (about.state() != BackendState.CREATING) {
            VbdChange change = waiting.get(about).peek();
            introducer.askInTurn(about, requests(about, change).iterator(), result -> answered(about, change, result));
        }
    }

    private static List<ControlMessage> requests(BlockInterface about, VbdChange change) {
        return switch (change.kind()) {
            case CREATE -> BlockRequests.make(about, change.vbd());
            case GROW -> List.of(BlockRequests.grow(about, change.device(), change.extent()));
            case SHRINK -> List.of(BlockRequests.vbd(about, BlkifBackendLayout.VBD_SHRINK, change.device()));
            case DESTROY -> List.of(BlockRequests.vbd(about, BlkifBackendLayout.VBD_DESTROY, change.device()));
        };
    }

    private void answered(BlockInterface about, VbdChange change, int result) {
        if (result == BlkifBackendLayout.OKAY) {
            note(about, change);
            introducer.noteUses();
            introducer.tellChanged(about);
            finish(about, change, result);
        } else if (change.kind() == VbdChange.Kind.CREATE && result != BlkifBackendLayout.VBD_EXISTS) {
            introducer.ask(
                    about,
                    BlockRequests.vbd(about, BlkifBackendLayout.VBD_DESTROY, change.device()),
                    destroyed -> finish(about, change, result));
        } else {
            finish(about, change, result);
        }
    }

    private static void note(BlockInterface about, VbdChange change) {
        switch (change.kind()) {
            case CREATE -> about.put(change.vbd());
            case GROW -> about.grow(change.device(), change.extent());
            case SHRINK -> about.shrink(change.device());
            case DESTROY -> about.remove(change.device());
        }
    }

    private void finish(BlockInterface about, VbdChange change, int result) {
        change.result().complete(result);
        Deque<VbdChange> left = waiting.get(about);
        if (left == null) {
            return;
        }
        left.remove();
        if (left.isEmpty()) {
            waiting.remove(about);
        } else {
            tryFirst(about);
        }
    }
}
