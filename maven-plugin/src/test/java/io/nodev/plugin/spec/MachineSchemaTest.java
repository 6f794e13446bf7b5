package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.plugin.diagnostic.Diagnostic;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the published schema and the reader together: what a schema can say, both say alike. */
class MachineSchemaTest {
    /** The problems of a value by itself and of the keys of one map, which a schema can describe. */
    private static final Set<ProblemCode> OF_STRUCTURE = EnumSet.of(
            ProblemCode.WRONG_KIND,
            ProblemCode.UNKNOWN_KEY,
            ProblemCode.MISSING_KEY,
            ProblemCode.OUT_OF_RANGE,
            ProblemCode.UNKNOWN_WORD,
            ProblemCode.BAD_MACHINE_NAME,
            ProblemCode.BAD_DOMAIN_NAME,
            ProblemCode.BAD_MAC,
            ProblemCode.BAD_ADDRESS,
            ProblemCode.BAD_PATH,
            ProblemCode.BAD_GUEST,
            ProblemCode.UNKNOWN_BUILTIN,
            ProblemCode.UNKNOWN_QUIRK,
            ProblemCode.TOO_MANY_VIFS,
            ProblemCode.EMPTY_LIST,
            ProblemCode.BAD_NIC_NAME,
            ProblemCode.BAD_RATE,
            ProblemCode.BAD_DISK_NAME,
            ProblemCode.BAD_DISK_DEVICE,
            ProblemCode.BAD_DISK_SIZE,
            ProblemCode.DISK_KEY_UNFIT,
            ProblemCode.BAD_VBD,
            ProblemCode.BAD_UNAME,
            ProblemCode.BAD_VBD_DEVICE,
            ProblemCode.BAD_VBD_MODE,
            ProblemCode.NO_DOMAIN_0,
            ProblemCode.CAPTURE_WITHOUT_HOSTS,
            ProblemCode.HOSTS_WITHOUT_CAPTURE);

    /** The problems that leave nothing a schema could look at, or that are gone once the text is a map. */
    private static final Set<ProblemCode> OF_TEXT =
            EnumSet.of(ProblemCode.BROKEN_YAML, ProblemCode.NOT_ONE_DOCUMENT, ProblemCode.DUPLICATE_KEY);

    private static final JsonMapper JSON = new JsonMapper();
    private static final Schema SCHEMA = schema();

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.nodev.plugin.spec.Corpus#good")
    void acceptsAGoodDescription(Path description) throws IOException {
        assertThat(validate(jsonOf(description))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.nodev.plugin.spec.Corpus#bad")
    void refusesABadDescriptionForItsStructureOnly(Path description) throws IOException {
        List<ProblemCode> codes = codes(Corpus.problemsOf(description));
        if (codes.stream().noneMatch(OF_TEXT::contains)) {
            assertThat(validate(jsonOf(description)).isEmpty())
                    .isEqualTo(codes.stream().noneMatch(OF_STRUCTURE::contains));
        }
    }

    @Test
    void judgesEveryMutationOfAWholeDescriptionAsTheReaderDoes() throws IOException {
        String whole = jsonOf(Corpus.good().stream()
                .filter(file -> file.endsWith("everything.yaml"))
                .findFirst()
                .orElseThrow());
        List<String> mutants = new Mutations(JSON.readTree(whole)).all();
        int accepted = 0;
        List<String> judgedDifferently = new ArrayList<>();
        for (String mutant : mutants) {
            List<Error> errors = validate(mutant);
            List<ProblemCode> codes = codesOf(mutant);
            accepted += errors.isEmpty() ? 1 : 0;
            if (errors.isEmpty() != codes.stream().noneMatch(OF_STRUCTURE::contains)) {
                judgedDifferently.add(mutant + "\n  schema: " + errors + "\n  reader: " + codes);
            }
        }

        assertThat(judgedDifferently).isEmpty();
        assertThat(accepted).isBetween(mutants.size() / 20, mutants.size() / 2);
    }

    @Test
    void namesTheWordsTheReaderAccepts() throws IOException {
        JsonNode definitions = JSON.readTree(text()).get("$defs");

        assertThat(definitions.at("/nic/properties/driver/enum").valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(NicDriver.WORDS.all());
        assertThat(definitions.at("/disk/properties/driver/enum").valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(DiskDriver.WORDS.all());
        assertThat(definitions
                        .at("/vfr/properties/semantics/enum")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .containsExactlyElementsOf(Words.of(VfrSemantics.Preset.class, VfrSemantics.Preset::key)
                        .all());
        assertThat(definitions.at("/quirks/properties").propertyNames())
                .containsExactlyElementsOf(Words.of(Quirk.class, Quirk::key).all());
        assertThat(definitions.at("/guest/anyOf/0/enum").valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(BuiltinGuest.WORDS.all().stream()
                        .map(BuiltinGuest.PREFIX::concat)
                        .toList());
    }

    @Test
    void reservesTheWordsOfJava() throws IOException {
        assertThat(JSON.readTree(text())
                        .at("/properties/name/not/enum")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .hasSize(53)
                .allMatch(word -> SourceVersion.isKeyword(word, SourceVersion.RELEASE_17));
    }

    @Test
    void isASchemaItself() throws IOException {
        Schema schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(schemas.validate(text(), InputFormat.JSON)).isEmpty();
    }

    private List<ProblemCode> codesOf(String json) {
        Diagnostics diagnostics = new Diagnostics();
        MachineReader.read(SourceText.of("machine.yaml", json), directory, diagnostics);
        return codes(diagnostics);
    }

    private static List<ProblemCode> codes(Diagnostics diagnostics) {
        return diagnostics.sorted().stream().map(Diagnostic::code).toList();
    }

    private static List<Error> validate(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    /** A description as JSON, its values being what our own parser makes of them. */
    private static String jsonOf(Path description) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .build();
        return JSON.writeValueAsString(new Load(settings).loadFromString(Files.readString(description)));
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text(), InputFormat.JSON);
        } catch (IOException failed) {
            throw new ExceptionInInitializerError(failed);
        }
    }

    private static String text() throws IOException {
        return new String(MachineSchema.bytes(), StandardCharsets.UTF_8);
    }
}
