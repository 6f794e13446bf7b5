package io.nodev.hypervisor;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.grant.GrantEntryLayout;
import io.nodev.hypervisor.grant.GrantStatus;
import io.nodev.hypervisor.grant.GrantWriter;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Domains that are born and die at random and in between map, grant, exchange and give back whatever they can name. */
final class RandomLives {
    static final int FRAMES = 160;
    static final int MOST_DOMAINS = 5;
    static final Set<String> KINDS = Set.of(
            "create", "kill", "map", "clear", "permit", "offer", "grant map", "grant unmap", "exchange", "give", "get");

    private static final int REFERENCES = 8;
    private static final int PAGES = TestMachine.PAGES;

    final TestMachine machine = new TestMachine(FRAMES);

    private final Hypervisor hypervisor = machine.hypervisor;
    private final FrameTable frames = hypervisor.frames();
    private final Random random;
    private final Map<Domain, GrantWriter> writers = new HashMap<>();
    private final List<Held> held = new ArrayList<>();
    private final Set<String> kinds = new HashSet<>();

    private record Held(Domain mapper, int handle, int frame) {}

    RandomLives(long seed) {
        this.random = new Random(seed);
    }

    /** Which kinds of steps have succeeded at least once. */
    Set<String> kinds() {
        return kinds;
    }

    Set<FrameAudit.Granted> granted() {
        Set<FrameAudit.Granted> granted = new HashSet<>();
        held.forEach(mapping -> granted.add(new FrameAudit.Granted(mapping.mapper(), mapping.frame())));
        return granted;
    }

    /** Does something; returns what. */
    String step() {
        List<Domain> living = new ArrayList<>(hypervisor.domains().all());
        if (living.size() < 2 || random.nextInt(60) == 0) {
            return note("create", create());
        }
        Domain one = living.get(random.nextInt(living.size()));
        Domain other = living.get(random.nextInt(living.size()));
        return switch (random.nextInt(living.size() == MOST_DOMAINS ? 41 : 40)) {
            case 0 -> note("kill", kill(one));
            case 1, 2, 3, 4, 5, 6 -> note("map", map(one, anyPage(one), writableOrNot(anyFrame(other))));
            case 7, 8, 9, 10 -> note("clear", map(one, anyPage(one), 0));
            case 11, 12, 13, 14 -> note("permit", permit(one, other));
            case 15, 16, 17, 18 -> note("offer", offer(one, other));
            case 19, 20, 21, 22, 23, 24 -> note("grant map", grantMap(one, other));
            case 25, 26, 27, 28 -> note("grant unmap", grantUnmap(one));
            case 29, 30, 31, 32, 33, 34 -> note("exchange", exchange(one, other));
            case 35, 36, 37 -> note("give", give(one));
            case 38, 39 -> note("get", get(one));
            default -> note("kill", kill(other));
        };
    }

    private String note(String kind, boolean succeeded) {
        if (succeeded) {
            kinds.add(kind);
        }
        return kind;
    }

    private boolean create() {
        int id = 1 + random.nextInt(MOST_DOMAINS);
        if (hypervisor.domains().find(id) != null || machine.free() < PAGES + 5) {
            return false;
        }
        Domain domain = machine.domain(id);
        writers.put(domain, new GrantWriter(machine, domain));
        return true;
    }

    private boolean kill(Domain domain) {
        hypervisor.destroyDomain(domain);
        held.removeIf(mapping -> mapping.mapper() == domain);
        writers.remove(domain);
        return true;
    }

    void killAll() {
        hypervisor.domains().all().forEach(this::kill);
    }

    private int anyPage(Domain domain) {
        return random.nextBoolean()
                ? TestMachine.address(domain, random.nextInt(PAGES))
                : TestMachine.mappingAddress(domain, random.nextInt(REFERENCES));
    }

    /** Mostly one that the domain maps, sometimes any. */
    private int anyFrame(Domain domain) {
        int entry = domain.memory().entry(anyPage(domain));
        return PageTableEntry.isPresent(entry) && random.nextInt(5) != 0
                ? PageTableEntry.frame(entry)
                : random.nextInt(FRAMES + 2) - 1;
    }

    private int writableOrNot(int frame) {
        return random.nextInt(4) == 0 ? PageTableEntry.readOnly(frame) : PageTableEntry.writable(frame);
    }

    private boolean map(Domain domain, int at, int entry) {
        return hypervisor.pageTables().update(domain.id(), domain.memory().entryAddress(at), entry);
    }

    private boolean permit(Domain granter, Domain mapper) {
        int flags = random.nextInt(3) == 0 ? GrantEntryLayout.READ_ONLY : 0;
        writers.get(granter).permit(random.nextInt(REFERENCES), mapper.id(), anyFrame(granter), flags);
        return true;
    }

    private boolean offer(Domain granter, Domain taker) {
        int at = anyPage(granter);
        int frame = PageTableEntry.frame(granter.memory().entry(at));
        map(granter, at, 0);
        writers.get(granter).offer(random.nextInt(REFERENCES), taker.id(), frame);
        return true;
    }

    private boolean grantMap(Domain mapper, Domain granter) {
        int at = anyPage(mapper);
        int handle =
                hypervisor.grants().map(mapper, granter.id(), random.nextInt(REFERENCES), at, random.nextBoolean());
        if (handle < 0) {
            return false;
        }
        held.add(new Held(mapper, handle, PageTableEntry.frame(mapper.memory().entry(at))));
        return true;
    }

    private boolean grantUnmap(Domain mapper) {
        List<Held> mine =
                held.stream().filter(mapping -> mapping.mapper() == mapper).toList();
        if (mine.isEmpty()) {
            return hypervisor.grants().unmap(mapper, random.nextInt()) == GrantStatus.OKAY;
        }
        Held mapping = mine.get(random.nextInt(mine.size()));
        held.remove(mapping);
        return hypervisor.grants().unmap(mapper, mapping.handle()) == GrantStatus.OKAY;
    }

    private boolean exchange(Domain taker, Domain offerer) {
        return hypervisor.grants().exchange(taker, offerer.id(), random.nextInt(REFERENCES), anyPage(taker))
                == GrantStatus.OKAY;
    }

    private boolean give(Domain domain) {
        int at = anyPage(domain);
        int frame = PageTableEntry.frame(domain.memory().entry(at));
        map(domain, at, 0);
        boolean taken = frames.detachUnmapped(frame, domain.id());
        if (taken) {
            frames.release(frame);
        }
        return taken;
    }

    private boolean get(Domain domain) {
        int frame = frames.owned(domain.id()) < PAGES + 4 ? frames.allocate(domain.id()) : FrameTable.NONE;
        return frame != FrameTable.NONE && map(domain, anyPage(domain), PageTableEntry.writable(frame));
    }
}
