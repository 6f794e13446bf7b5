package io.nodev.tck.vfr;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** The cases of a vector file, plain or compressed with gzip. */
public final class VfrVectors {
    private static final String BUNDLED = "vfr-as-built.txt.gz";
    private static final int GZIP_MAGIC = 0x1F8B;

    private VfrVectors() {}

    /** The file that comes with this module: the original's 600 cases. */
    public static List<VfrVectorCase> bundled() {
        try (InputStream in = VfrVectors.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException("the vector file is not on the class path: resource=" + BUNDLED);
            }
            return read(in, BUNDLED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a vector file.
     *
     * @throws IOException if it cannot be read
     * @throws VfrVectorFormatException if a line does not have the format, or there is no case in it
     */
    public static List<VfrVectorCase> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    private static List<VfrVectorCase> read(InputStream raw, String name) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw);
        in.mark(2);
        boolean compressed = (in.read() << 8 | in.read()) == GZIP_MAGIC;
        in.reset();
        InputStream text = compressed ? new GZIPInputStream(in) : in;
        BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
        VfrVectorReader reader = new VfrVectorReader(name);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reader.accept(line);
        }
        return reader.finish();
    }

    /**
     * Plays every case, each on a machine of its own.
     *
     * @param machines makes a fresh machine
     * @return every difference, in the order of the file
     */
    public static List<String> differences(List<VfrVectorCase> cases, Supplier<? extends VfrVectorMachine> machines) {
        List<String> differences = new ArrayList<>();
        cases.forEach(one -> differences.addAll(one.differencesOf(machines.get())));
        return differences;
    }
}
