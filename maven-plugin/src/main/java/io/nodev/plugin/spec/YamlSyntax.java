package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.diagnostic.SourceText;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns YAML 1.2 text into its one root value, or into the error at the place where the parser gave up. */
final class YamlSyntax {
    private static final String ONE_DOCUMENT = "a description is one map that begins with 'name:'";

    private final SourceText source;
    private final Diagnostics diagnostics;

    private YamlSyntax(SourceText source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /** The root value of {@code source}; empty, with an error, if there is none, more than one, or no YAML. */
    static Optional<YamlValue> parse(SourceText source, Diagnostics diagnostics) {
        return new YamlSyntax(source, diagnostics).root();
    }

    private Optional<YamlValue> root() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.file())
                .setSchema(new CoreSchema())
                .setUseMarks(true)
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            Iterator<Node> documents =
                    new Compose(settings).composeAllFromString(source.text()).iterator();
            return oneOf(documents);
        } catch (MarkedYamlEngineException broken) {
            report(broken);
        } catch (ReaderException unprintable) {
            report(unprintable);
        } catch (YamlEngineException refused) {
            error(start(), ProblemCode.BROKEN_YAML, oneLine(refused.getMessage()), "write plain YAML 1.2");
        }
        return Optional.empty();
    }

    private Optional<YamlValue> oneOf(Iterator<Node> documents) {
        if (!documents.hasNext()) {
            error(
                    start(),
                    ProblemCode.NOT_ONE_DOCUMENT,
                    "the file has no description; " + ONE_DOCUMENT,
                    "describe a machine");
            return Optional.empty();
        }
        YamlValue root = new YamlValue("the description", documents.next(), source.file(), diagnostics);
        if (documents.hasNext()) {
            SourceLocation second = YamlValue.location(documents.next(), source.file());
            error(
                    second,
                    ProblemCode.NOT_ONE_DOCUMENT,
                    "a second document begins here; " + ONE_DOCUMENT,
                    "remove the '---' before it, or give the second machine its own file");
            return Optional.empty();
        }
        return Optional.of(root);
    }

    private void report(MarkedYamlEngineException broken) {
        SourceLocation at = broken.getProblemMark().map(this::location).orElseGet(this::start);
        if (isTab(at)) {
            error(at, ProblemCode.TAB, "a tab where blanks were expected", "indent with blanks");
            return;
        }
        String context = broken.getContext() == null ? "" : oneLine(broken.getContext()) + ": ";
        error(at, ProblemCode.BROKEN_YAML, context + oneLine(broken.getProblem()), fixOf(broken));
    }

    private static String fixOf(MarkedYamlEngineException broken) {
        return broken.getContextMark()
                .filter(mark -> broken.getProblemMark().isPresent()
                        && mark.getLine() != broken.getProblemMark().get().getLine())
                .map(mark -> "look from line " + (mark.getLine() + 1) + " on, where the parser began to read this")
                .orElse("check brackets, quotes, colons and indentation before this place");
    }

    private void report(ReaderException unprintable) {
        String before = source.text().substring(0, source.text().offsetByCodePoints(0, unprintable.getPosition()));
        String code = String.format("U+%04X", unprintable.getCodePoint());
        error(
                SourceText.of(source.file(), before).end(),
                ProblemCode.BROKEN_YAML,
                "the character " + code + " is not allowed in YAML",
                "remove it, or write it with an escape in double quotes");
    }

    private boolean isTab(SourceLocation at) {
        return source.line(at.line())
                .filter(line -> line.codePointCount(0, line.length()) >= at.column())
                .map(line -> line.codePointAt(line.offsetByCodePoints(0, at.column() - 1)) == '\t')
                .orElse(false);
    }

    private void error(SourceLocation at, ProblemCode code, String detail, String fix) {
        diagnostics.error(at, code, detail, fix);
    }

    private SourceLocation location(Mark mark) {
        return new SourceLocation(source.file(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private SourceLocation start() {
        return new SourceLocation(source.file(), 1, 1);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
