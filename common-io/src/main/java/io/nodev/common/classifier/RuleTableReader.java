package io.nodev.common.classifier;

import io.nodev.common.packet.Ipv4Address;
import java.util.Arrays;
import java.util.List;

/** Reads the rows of a {@link RuleTable} from their text. Good for one table. */
final class RuleTableReader {
    private static final int EXACT = -1;
    private static final int EXACT_PORT = 0xFFFF;

    private int[] cells = new int[64 * RowLayout.CELLS];
    private int row;
    private String line = "";
    private String[] words = {};
    private int next;

    RuleTable read(List<String> texts) {
        for (String text : texts) {
            text.lines().forEach(this::readLine);
        }
        return new RuleTable(Arrays.copyOf(cells, row));
    }

    private void readLine(String text) {
        int comment = text.indexOf('#');
        line = (comment < 0 ? text : text.substring(0, comment)).strip();
        if (!line.isEmpty()) {
            words = line.split(" ");
            next = 0;
            readRow();
        }
    }

    private void readRow() {
        if (row == cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
        }
        set(RowLayout.EXCLUDED_SOURCE, RowLayout.NOBODY);
        readVerb();
        while (next < words.length) {
            readCondition();
        }
        row += RowLayout.CELLS;
    }

    private void readVerb() {
        switch (word()) {
            case "to" -> setVerb(RowLayout.TO, endpoint(word()));
            case "count" -> setVerb(RowLayout.COUNT, number(word(), Integer.MAX_VALUE));
            default -> throw refused();
        }
    }

    private void readCondition() {
        switch (word()) {
            case "from" -> setMasked(RowLayout.SOURCE, endpoint(word()), EXACT);
            case "unless-from" -> set(RowLayout.EXCLUDED_SOURCE, endpoint(word()));
            case "src" -> readAddress(RowLayout.SOURCE_ADDRESS, word());
            case "dst" -> readAddress(RowLayout.DESTINATION_ADDRESS, word());
            case "sport" -> readPort(RowLayout.SOURCE_PORT, word());
            case "dport" -> readPort(RowLayout.DESTINATION_PORT, word());
            case "ip" -> setNetwork(PacketFields.NETWORK_IP);
            case "arp" -> setNetwork(PacketFields.NETWORK_ARP);
            case "tcp" -> setMasked(RowLayout.PROTOCOLS, 6, RowLayout.TRANSPORT_MASK);
            case "udp" -> setMasked(RowLayout.PROTOCOLS, 17, RowLayout.TRANSPORT_MASK);
            default -> throw refused();
        }
    }

    private void readAddress(int cell, String word) {
        int slash = word.indexOf('/');
        int mask = slash < 0 ? EXACT : quad(word.substring(slash + 1));
        setMasked(cell, quad(slash < 0 ? word : word.substring(0, slash)), mask);
    }

    private void readPort(int cell, String word) {
        int slash = word.indexOf('/');
        int mask = slash < 0 ? EXACT_PORT : number(word.substring(slash + 1), EXACT_PORT);
        int port = number(slash < 0 ? word : word.substring(0, slash), EXACT_PORT);
        setMasked(cell, port, RowLayout.portMask(mask));
    }

    private int quad(String word) {
        try {
            return Ipv4Address.parse(word);
        } catch (IllegalArgumentException notAQuad) {
            throw refused();
        }
    }

    private int endpoint(String word) {
        if (word.equals("PHYS")) {
            return Endpoint.PHYSICAL;
        }
        if (word.equals("DROP")) {
            return Endpoint.DROP;
        }
        int slash = word.indexOf('/');
        if (slash < 0) {
            throw refused();
        }
        int domain = number(word.substring(0, slash), Endpoint.MAX_DOMAIN);
        return Endpoint.vif(domain, number(word.substring(slash + 1), Endpoint.VIFS_PER_DOMAIN - 1));
    }

    private int number(String word, int highest) {
        try {
            int number = Integer.parseInt(word);
            if (number >= 0 && number <= highest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw refused();
        }
        throw refused();
    }

    private String word() {
        if (next == words.length) {
            throw refused();
        }
        return words[next++];
    }

    private void setVerb(int verb, int target) {
        set(RowLayout.VERB, verb);
        set(RowLayout.TARGET, target);
    }

    private void setNetwork(int network) {
        setMasked(RowLayout.PROTOCOLS, RowLayout.protocols(network, 0), RowLayout.NETWORK_MASK);
    }

    private void setMasked(int cell, int value, int mask) {
        set(cell, value & mask);
        set(cell + RowLayout.MASK, mask);
    }

    private void set(int cell, int value) {
        cells[row + cell] = value;
    }

    private IllegalArgumentException refused() {
        return new IllegalArgumentException("not a row of a rule table: line=" + line);
    }
}
