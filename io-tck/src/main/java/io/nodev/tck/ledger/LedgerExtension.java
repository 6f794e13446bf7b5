package io.nodev.tck.ledger;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/**
 * Enters every test that names a rule into the ledger, which is written when the run ends: to the file that the
 * configuration parameter or system property {@code nodev.tck.ledger} names, by default {@code target/io-tck.tsv}.
 */
public final class LedgerExtension implements AfterTestExecutionCallback {
    /** Names the file. */
    public static final String FILE = "nodev.tck.ledger";

    private static final String DEFAULT_FILE = "target/io-tck.tsv";
    private static final Namespace NAMESPACE = Namespace.create(LedgerExtension.class);

    /** Made by JUnit. */
    public LedgerExtension() {}

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        Rule rule = method.getAnnotation(Rule.class);
        if (rule == null || !(context.getRequiredTestInstance() instanceof ObservingTest test)) {
            return;
        }
        Open open = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Open.class, type -> new Open(fileOf(context)), Open.class);
        Optional<Throwable> thrown = context.getExecutionException();
        Outcome outcome = outcome(thrown, test.observations());
        String observed = outcome == Outcome.NOT_EXERCISED
                ? String.valueOf(thrown.orElseThrow().getMessage())
                : test.observations().text();
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        for (String id : rule.value()) {
            open.ledger.add(new LedgerEntry(id, name, test.scheduler().id(), outcome, observed));
        }
    }

    private static Outcome outcome(Optional<Throwable> thrown, Observations observations) {
        if (thrown.isEmpty()) {
            return observations.isRefused() ? Outcome.REFUSED : Outcome.PASSED;
        }
        return thrown.get() instanceof TestAbortedException ? Outcome.NOT_EXERCISED : Outcome.FAILED;
    }

    private static Path fileOf(ExtensionContext context) {
        return Path.of(context.getConfigurationParameter(FILE).orElse(DEFAULT_FILE));
    }

    private static final class Open implements AutoCloseable {
        private final Ledger ledger = new Ledger();
        private final Path file;

        private Open(Path file) {
            this.file = file;
        }

        @Override
        public void close() {
            ledger.write(file);
        }
    }
}
