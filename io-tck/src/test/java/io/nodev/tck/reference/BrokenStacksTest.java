package io.nodev.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.nodev.tck.ledger.Ledger;
import io.nodev.tck.ledger.LedgerEntry;
import io.nodev.tck.ledger.LedgerExtension;
import io.nodev.tck.ledger.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Proves that the suite bites, and that what it says helps. */
final class BrokenStacksTest {
    @TempDir
    Path folder;

    private EngineExecutionResults run(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .configurationParameter(LedgerExtension.FILE, ledger().toString())
                .execute();
    }

    private Path ledger() {
        return folder.resolve("io-tck.tsv");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        BrokenStacks.DroppingCase.class,
                        List.of("keepsTheOrderOfOneSenderToOneReceiver"),
                        "numbers in order of arrival"),
                Arguments.of(
                        BrokenStacks.DuplicatingCase.class,
                        List.of("keepsTheOrderOfOneSenderToOneReceiver"),
                        "numbers in order of arrival"),
                Arguments.of(
                        BrokenStacks.ReorderingCase.class,
                        List.of(
                                "keepsTheOrderOfOneSenderToOneReceiver",
                                "takesAFrameThatEndsOneByteBeforeItsPage",
                                "takesSize1514",
                                "takesSize35"),
                        "numbers in order of arrival"),
                Arguments.of(
                        BrokenStacks.LeakingCase.class,
                        List.of("showsNothingOfAPagesFormerLife"),
                        "a frame of 60 bytes"),
                Arguments.of(
                        BrokenStacks.RememberingCase.class,
                        List.of("showsNothingOfAPagesFormerLife"),
                        "what is around a frame of 60 bytes in its page"),
                Arguments.of(
                        BrokenStacks.OverrunningCase.class,
                        List.of("answersEveryRequestOnceWithItsId"),
                        "ids of the responses to 600 requests"),
                Arguments.of(
                        BrokenStacks.WrongStatusCase.class,
                        List.of("refusesAFrameThatEndsWithItsPage", "refusesSize1515", "refusesSize34"),
                        "status of a request that is refused"),
                Arguments.of(
                        BrokenStacks.SilentCase.class,
                        List.of("notifiesWhenTheProducerEqualsTheEvent"),
                        "notifications after the third"),
                Arguments.of(
                        BrokenStacks.PageLeakingCase.class,
                        List.of("conservesPagesOverAHundredFrames", "swapsOnePageForAnother"),
                        "pages of the receiver"),
                Arguments.of(
                        BrokenStacks.ForgettingCase.class,
                        List.of("sendsAgainWhatTheBackendHadNotAnswered"),
                        "frames sent again after the restart"),
                Arguments.of(
                        BrokenStacks.BufferlessCase.class,
                        List.of("postsEveryBufferAgain"),
                        "frames received with the buffers posted again"),
                Arguments.of(
                        BrokenStacks.MisconnectingCase.class,
                        List.of("postsEveryBufferAgain"),
                        "frames received with the buffers posted again"),
                Arguments.of(
                        BrokenStacks.KeepingCase.class,
                        List.of("dropsAndCountsWhatIsSentWhileNotConnected", "recoversFromAFaultOfADriver"),
                        "frames counted as sent while not connected"),
                Arguments.of(
                        BrokenBlocks.ForgetfulCase.class,
                        List.of("makesWhatWasAnsweredLast"),
                        "the medium after the flush"),
                Arguments.of(
                        BrokenBlocks.OpenCase.class,
                        List.of("refusesToWriteWhatIsReadOnly"),
                        "status of a request that is refused"),
                Arguments.of(
                        BrokenBlocks.EchoingCase.class,
                        List.of("answersEveryRequestOnceWithItsId"),
                        "ids of the responses to 320 requests"),
                Arguments.of(
                        BrokenBlocks.EndlessCase.class,
                        List.of("changesNothingWhenItRefuses", "refusesOneSectorTooMany"),
                        "status of a request that is refused"),
                Arguments.of(
                        BrokenStacks.RandomDroppingCase.class,
                        List.of("doesAsTheReferenceStackDoes"),
                        "-Dnodev.seed=20040401"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void failsExactlyTheTestsThatAreAboutIt(Class<?> contract, List<String> failing, String message) {
        EngineExecutionResults results = run(contract);

        List<Event> failed = results.testEvents().failed().list();
        assertThat(failed.stream()
                        .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
                        .distinct()
                        .sorted())
                .containsExactlyElementsOf(failing);
        assertThat(failed).as("under both schedulers").hasSize(2 * failing.size());
        assertThat(failed.stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage()))
                .anyMatch(text -> text.contains(message));
    }

    @Test
    void entersFailuresIntoTheLedger() {
        run(BrokenStacks.WrongStatusCase.class);

        assertThat(Ledger.read(ledger()).entries())
                .filteredOn(entry -> entry.rule().equals("N9"))
                .hasSize(2)
                .extracting(LedgerEntry::outcome)
                .containsOnly(Outcome.FAILED);
    }

    @Test
    void leavesTheSameLedgerEachTime() {
        run(BrokenStacks.DroppingCase.class);
        String first = Ledger.read(ledger()).text();
        run(BrokenStacks.DroppingCase.class);

        assertThat(Ledger.read(ledger()).text()).isEqualTo(first);
        assertThat(first.lines().count()).isGreaterThan(10);
    }
}
