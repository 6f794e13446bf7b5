package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.Architecture;
import io.nodev.templates.model.HypercallTableModel.CallModel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of either architecture: the numbers of 2004 but 25, and what answers them. */
final class HypercallModelsTest {
    @ParameterizedTest
    @EnumSource
    void listsEveryNumberOnceAndInOrder(Architecture architecture) {
        assertThat(HypercallModels.of(architecture).stream().map(CallModel::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 26)
                        .filter(number -> number != 25)
                        .boxed()
                        .toList());
    }

    @Test
    void answersThreeMoreInALegacyMachine() {
        List<Integer> both = List.of(1, 2, 8, 9, 16, 17, 19, 20, 21, 22, 23, 26);
        assertThat(present(Architecture.DEVICE_DOMAIN)).isEqualTo(both);
        assertThat(present(Architecture.LEGACY))
                .containsAll(both)
                .contains(6, 10, 11)
                .hasSize(both.size() + 3);
    }

    @Test
    void namesWhatAnswers() {
        assertThat(HypercallModels.of(Architecture.LEGACY).get(19).handler())
                .isEqualTo("calls.core().updateVaMapping()");
        assertThat(HypercallModels.of(Architecture.DEVICE_DOMAIN).get(19).handler())
                .isEqualTo("core.updateVaMapping()");
        assertThat(HypercallModels.of(Architecture.LEGACY).get(6).handler()).isEqualTo("calls.netIoOp()");
    }

    private static List<Integer> present(Architecture architecture) {
        return HypercallModels.of(architecture).stream()
                .filter(CallModel::present)
                .map(CallModel::number)
                .toList();
    }
}
