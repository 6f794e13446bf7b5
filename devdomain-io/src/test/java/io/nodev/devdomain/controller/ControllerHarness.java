package io.nodev.devdomain.controller;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.TestDomains;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.ArrayList;
import java.util.List;

/** A controller in domain 0, and domains whose ends of the channel are written by hand. */
final class ControllerHarness {
    private final TestDomains domains = new TestDomains();
    private final GuestKernel kernel = domains.add(0);
    private final DomainController controller = new DomainController(kernel);

    ControllerHarness() {
        kernel.addTask(controller);
        domains.hypervisor()
                .addRuleTeardown(dead -> domains.hypervisor().events().raise(domains.domain(0), Virq.DOMAIN_EXCEPTION));
    }

    /** A domain that keeps what it is told and answers as the test says. */
    static final class Side {
        final GuestKernel kernel;
        final GrantReferences grants;
        final List<ControlMessage> told = new ArrayList<>();
        final List<ControlMessage> answers = new ArrayList<>();
        final List<ControlMessage> unanswered = new ArrayList<>();
        ControlEndpoint endpoint;
        boolean answersNow = true;
        int status;

        Side(GuestKernel kernel, GrantReferences grants) {
            this.kernel = kernel;
            this.grants = grants;
        }

        /** Subtypes of what it was told. */
        List<Integer> subtypes() {
            return told.stream().map(ControlMessage::subtype).toList();
        }

        ControlMessage last() {
            return told.get(told.size() - 1);
        }

        void ask(ControlMessage message) {
            endpoint.ask(message, answer -> {
                ControlMessage kept = new ControlMessage();
                System.arraycopy(answer.bytes(), 0, kept.bytes(), 0, ControlMessage.SIZE);
                answers.add(kept);
            });
        }
    }

    TestDomains domains() {
        return domains;
    }

    DomainController controller() {
        return controller;
    }

    GuestKernel kernel() {
        return kernel;
    }

    /**
     * A domain known to the controller.
     *
     * @param statusAt where its answers have a result; -1 if they have none
     */
    Side add(int id, int... statusAt) {
        GuestKernel guest = domains.add(id);
        GrantReferences grants = new GrantReferences(guest, 2);
        int reference = grants.take();
        grants.permit(reference, 0, PageTableEntry.frame(guest.memory().entry(guest.sharedInfo())), false);
        int port = controller.introduce(id, reference);
        Side side = new Side(guest, grants);
        side.endpoint = ControlEndpoint.ofDomain(guest, port, message -> {
            side.told.add(message);
            if (!side.answersNow) {
                side.unanswered.add(message);
            } else if (message.subtype() < statusAt.length) {
                message.putInt(statusAt[message.subtype()], side.status);
            }
            return side.answersNow;
        });
        guest.addTask(side.endpoint);
        return side;
    }

    void addInterface(int domain, int handle, int backend) {
        controller.addInterface(domain, handle, backend, new MacAddress(0xAA00_0000_0000L | domain));
    }

    void run() {
        domains.run();
    }

    /** Lets everybody look at their channels again, after the test asked something. */
    void settle() {
        domains.settle();
    }

    void kill(int id) {
        domains.hypervisor().destroyDomain(domains.domain(id));
        settle();
    }
}
