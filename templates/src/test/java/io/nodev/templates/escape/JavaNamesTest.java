package io.nodev.templates.escape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.templates.escape.JavaNames.Style;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class JavaNamesTest {
    @ParameterizedTest
    @CsvSource({
        "web,        Web,        web,        WEB",
        "web server, WebServer,  webServer,  WEB_SERVER",
        "dom-1,      Dom1,       dom1,       DOM_1",
        "Domain-0,   Domain0,    domain0,    DOMAIN_0",
        "class,      Class,      class2,     CLASS",
        "var,        Var,        var2,       VAR",
        "Ä,          A,          a,          A",
        "1web,       N1web,      n1web,      N_1WEB",
        "'',         N,          n,          N",
        "日,          U65e5,      u65e5,      U65E5",
        "Straße,     StraUdfE,   straUdfE,   STRA_UDF_E",
        "***,        N,          n,          N"
    })
    void spellsNamesInTheWaysOfJava(String text, String type, String member, String constant) {
        assertThat(new JavaNames(Style.TYPE, Set.of()).allocate(text)).isEqualTo(type);
        assertThat(new JavaNames(Style.MEMBER, Set.of()).allocate(text)).isEqualTo(member);
        assertThat(new JavaNames(Style.CONSTANT, Set.of()).allocate(text)).isEqualTo(constant);
    }

    @Test
    void partsNamesThatDifferOnlyInCaseOrPunctuation() {
        JavaNames names = new JavaNames(Style.TYPE, Set.of("Object"));
        assertThat(List.of("web", "WEB", "web", "w.e.b", "object").stream().map(names::allocate))
                .containsExactly("Web", "WEB2", "Web3", "WEB4", "Object2");
    }

    @ParameterizedTest
    @EnumSource
    void givesEveryHostileTextAnIdentifierOfItsOwn(Style style) {
        JavaNames names = new JavaNames(style, Set.of());
        JavaNames again = new JavaNames(style, Set.of());
        Set<String> seen = new HashSet<>();
        for (String text : HostileTexts.all(1)) {
            String name = names.allocate(text);
            assertThat(SourceVersion.isName(name, SourceVersion.RELEASE_17))
                    .as(text)
                    .isTrue();
            assertThat(name).matches("[A-Za-z0-9_]+");
            assertThat(seen.add(name.toLowerCase(Locale.ROOT))).as(text).isTrue();
            assertThat(again.allocate(text)).isEqualTo(name);
        }
    }
}
