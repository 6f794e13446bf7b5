package io.nodev.plugin.spec;

import io.nodev.common.disk.FileIdentity;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds two disks on one file, by whatever names. Two that are only read may be, and so may a copy packed into the jar. */
final class ImageClaims {
    private record Claim(Object identity, FileSpec file, boolean writable) {
        boolean clashesWith(Claim other) {
            return identity.equals(other.identity) && (writable || other.writable);
        }
    }

    private final List<Claim> claims = new ArrayList<>();

    /** What is equal for all names of an image; its path if there is none. */
    static Object identity(Path image) {
        try {
            return FileIdentity.of(image);
        } catch (IOException missing) {
            return image;
        }
    }

    /**
     * @param directory where the description is
     */
    void add(DiskBacking backing, Path directory) {
        if (!backing.packed()) {
            backing.image()
                    .map(file -> new Claim(identity(file.in(directory)), file, !backing.readOnly()))
                    .ifPresent(claims::add);
        }
    }

    void report(Diagnostics diagnostics) {
        claims.sort(Comparator.comparing(claim -> claim.file().location()));
        for (int i = 1; i < claims.size(); i++) {
            Claim again = claims.get(i);
            Optional<Claim> first =
                    claims.subList(0, i).stream().filter(again::clashesWith).findFirst();
            first.ifPresent(claim -> diagnostics.error(
                    again.file().location(),
                    ProblemCode.IMAGE_USED_TWICE,
                    "the image '" + again.file().path() + "' is already the disk of line "
                            + claim.file().location().line() + otherName(again, claim),
                    "let VBDs share one disk, which the build can judge, or copy the image"));
        }
    }

    private static String otherName(Claim again, Claim first) {
        boolean sameName = again.file().normalized().equals(first.file().normalized());
        return sameName ? "" : ", which names the same file '" + first.file().path() + "'";
    }
}
