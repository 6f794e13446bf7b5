package io.nodev.common.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.nodev.common.capture.CapturePlan.Step;
import io.nodev.common.capture.CapturePlan.Unplayable;
import io.nodev.common.packet.MacAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapturePlanTest {
    private static final MacAddress CLIENT = MacAddress.parse("52:54:00:12:34:64");
    private static final MacAddress WEB = MacAddress.parse("aa:00:00:00:00:0b");
    private static final MacAddress DB = MacAddress.parse("aa:00:00:00:00:0c");
    private static final Map<MacAddress, String> ORIGINS = Map.of(CLIENT, "eth0", WEB, "vif1.0", DB, "vif2.0");

    @Test
    void playsTheCaptureOfRealHostsWhole() throws IOException {
        List<PcapRecord> records = PcapFile.parse("lan.pcap", PcapText.lan()).records();

        CapturePlan plan = CapturePlan.of(records, ORIGINS);

        assertThat(plan.steps()).extracting(Step::record).isEqualTo(records);
        assertThat(plan.steps())
                .filteredOn(step -> step.origin().equals("eth0"))
                .hasSize(58);
        assertThat(plan.steps())
                .filteredOn(step -> step.origin().equals("vif1.0"))
                .hasSize(94);
        assertThat(plan.steps())
                .filteredOn(step -> step.origin().equals("vif2.0"))
                .hasSize(62);
        assertThat(plan.strangers()).isEmpty();
        assertThat(plan.unplayable()).isEmpty();
    }

    @Test
    void countsRecordsOfSendersNobodyHas() throws IOException {
        List<PcapRecord> records = PcapFile.parse("lan.pcap", PcapText.lan()).records();

        CapturePlan plan = CapturePlan.of(records, Map.of(DB, "vif2.0"));

        assertThat(plan.steps()).hasSize(62).extracting(Step::origin).containsOnly("vif2.0");
        assertThat(plan.strangers()).as("in order of appearance").containsExactly(entry(CLIENT, 58), entry(WEB, 94));
    }

    @Test
    void keepsCaptureOrderWhateverTheTimesSay() {
        PcapRecord late = frame(2, WEB, 60);
        PcapRecord early = frame(1, CLIENT, 60);

        CapturePlan plan = CapturePlan.of(List.of(late, early), ORIGINS);

        assertThat(plan.steps()).containsExactly(new Step(late, "vif1.0"), new Step(early, "eth0"));
    }

    @Test
    void countsWhatIsNoWholeFrame() {
        PcapRecord cut = new PcapRecord(1, 61, frame(1, WEB, 60).bytes());

        CapturePlan plan = CapturePlan.of(
                List.of(cut, frame(1, WEB, 13), frame(1, WEB, 14), frame(1, WEB, 1_514), frame(1, WEB, 1_515), cut),
                ORIGINS);

        assertThat(plan.steps())
                .extracting(step -> step.record().bytes().length)
                .containsExactly(14, 1_514);
        assertThat(plan.unplayable())
                .containsExactly(entry(Unplayable.CUT, 2), entry(Unplayable.RUNT, 1), entry(Unplayable.GIANT, 1));
        assertThat(plan.strangers()).isEmpty();
    }

    private static PcapRecord frame(long time, MacAddress source, int length) {
        byte[] bytes = new byte[length];
        source.put(bytes, 6);
        return new PcapRecord(time, length, bytes);
    }
}
