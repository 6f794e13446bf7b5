package io.nodev.tck;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.tck.harness.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What a rule asks of a VBD that it is held on.
 *
 * @param words what such a VBD is like, after "no guest has a VBD that "
 * @param fits whether a VBD of a machine is like that
 */
record VbdNeed(String words, BiPredicate<Topology, VbdConfig> fits) {
    /** Whatever the rest of the machine is like. */
    VbdNeed(String words, Predicate<VbdConfig> fits) {
        this(words, (topology, vbd) -> fits.test(vbd));
    }

    /** Any VBD with a sector. */
    static final VbdNeed ANY = new VbdNeed("has a sector", vbd -> sectors(vbd) > 0);

    /** All sectors of a VBD. */
    static long sectors(VbdConfig vbd) {
        return vbd.extents().stream().mapToLong(Extent::sectors).sum();
    }

    /** Can be read, and has at least so many sectors. */
    static VbdNeed readable(long sectors) {
        return new VbdNeed(
                "can be read and has " + sectors + " sectors",
                vbd -> vbd.mode().isReadable() && sectors(vbd) >= sectors);
    }

    /** Can be read and written, and has at least so many sectors. */
    static VbdNeed writable(long sectors) {
        return new VbdNeed(
                "can be written and has " + sectors + " sectors",
                vbd -> vbd.mode().isReadable() && vbd.mode().isWritable() && sectors(vbd) >= sectors);
    }

    /** Can be read and not written. */
    static VbdNeed readOnly() {
        return new VbdNeed(
                "can only be read and has 8 sectors", vbd -> !vbd.mode().isWritable() && sectors(vbd) >= 8);
    }

    /** Can be written, begins with extents of exactly these sizes, and may be longer. */
    static VbdNeed sized(long... sizes) {
        String words = "can be written and begins with extents of " + Arrays.toString(sizes) + " sectors";
        return new VbdNeed(words, vbd -> {
            List<Long> first = vbd.extents().stream()
                    .limit(sizes.length)
                    .map(Extent::sectors)
                    .toList();
            return vbd.mode().isWritable()
                    && first.equals(Arrays.stream(sizes).boxed().toList());
        });
    }

    /** Consists of so many extents or more, each at least so long. */
    VbdNeed ofExtents(int count, long sectors) {
        return new VbdNeed(
                words + ", and consists of at least " + count + " extents of " + sectors + " sectors",
                fits.and((topology, vbd) -> vbd.extents().size() >= count
                        && vbd.extents().stream().allMatch(extent -> extent.sectors() >= sectors)));
    }

    /** Lies on one disk. */
    VbdNeed onOneDisk() {
        return new VbdNeed(
                words + ", all on one disk",
                fits.and((topology, vbd) ->
                        vbd.extents().stream().map(Extent::device).distinct().count() == 1));
    }

    /** Can grow by so many sectors of its own disk. */
    VbdNeed growing(long sectors) {
        return new VbdNeed(
                words + ", and " + sectors + " sectors of its disk are free",
                fits.and((topology, vbd) ->
                        BlockTck.spare(topology, vbd, sectors).isPresent()));
    }
}
