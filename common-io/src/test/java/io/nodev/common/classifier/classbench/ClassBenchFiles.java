package io.nodev.common.classifier.classbench;

import io.nodev.common.classifier.classbench.FilterGenerator.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a set of filters and a trace for it, the very ones the benchmarks draw, for other classifiers to read:
 * {@code ClassBenchFiles KIND FILTERS HEADERS SEED FOLDER} writes {@code KIND-FILTERS.rules} and {@code .trace}.
 */
public final class ClassBenchFiles {
    private ClassBenchFiles() {}

    /** Writes both files. */
    public static void main(String[] arguments) throws IOException {
        Kind kind = Kind.valueOf(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int headers = Integer.parseInt(arguments[2]);
        long seed = Long.parseLong(arguments[3]);
        Path folder = Path.of(arguments[4]);
        List<Filter> filters = new FilterGenerator(kind, count, seed).filters(count);
        TraceGenerator trace = new TraceGenerator(filters, seed);
        write(folder.resolve(kind + "-" + count + ".rules"), filters.stream());
        write(
                folder.resolve(kind + "-" + count + ".trace"),
                Stream.generate(trace::next).limit(headers));
    }

    private static void write(Path file, Stream<?> lines) throws IOException {
        Files.write(file, lines.map(Object::toString).toList());
    }
}
