package io.nodev.plugin.spec;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every description that differs from a whole one in one value: replaced, removed, doubled, or with a key more. */
final class Mutations {
    private static final JsonMapper JSON = new JsonMapper();

    /** Each kind of value, and both sides of each limit. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "[]",
            "{}",
            "[{}]",
            "[[]]",
            "0",
            "1",
            "-1",
            "1.5",
            "7",
            "8",
            "63",
            "64",
            "65536",
            "65537",
            "32767",
            "32768",
            "4294967295",
            "4294967296",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"Xy\"",
            "\"a-b\"",
            "\"-a\"",
            "\"a--b\"",
            "\"0a\"",
            "\"class\"",
            "\"true\"",
            "\"é\"",
            "\"a\\nb\"",
            "\"a\\u007fb\"",
            "\"" + "a".repeat(15) + "\"",
            "\"" + "a".repeat(16) + "\"",
            "\"" + "a".repeat(40) + "\"",
            "\"" + "a".repeat(41) + "\"",
            "\"vif1.0\"",
            "\"vif1.0x\"",
            "\"eth0.1_a\"",
            "\"/a\"",
            "\"../a\"",
            "\"a/b\"",
            "\"a\\\\b\"",
            "\"C:a\"",
            "\"as-built\"",
            "\"wire\"",
            "\"dummy\"",
            "\"capture\"",
            "\"builtin:replay\"",
            "\"builtin:x\"",
            "\"builtin:\"",
            "\"com.example.A$B\"",
            "\"a.b\"",
            "\"a.1b\"",
            "\"a.class.b\"",
            "\"a.classes\"",
            "\"a..b\"",
            "\".a.b\"",
            "\"a.b.\"",
            "\"ä.ö\"",
            "\"a._\"",
            "\"aa:00:00:00:00:0b\"",
            "\"AA:00:00:00:00:0B\"",
            "\"ab:00:00:00:00:0b\"",
            "\"aa:00:00:00:00:0\"",
            "\"aa:00:00:00:00:0b:00\"",
            "\"192.0.2.9\"",
            "\"001.002.003.004\"",
            "\"0.1.2.3\"",
            "\"000.1.2.3\"",
            "\"126.0.0.1\"",
            "\"127.0.0.1\"",
            "\"128.0.0.1\"",
            "\"199.0.0.1\"",
            "\"223.255.255.255\"",
            "\"224.0.0.1\"",
            "\"256.0.0.1\"",
            "\"1.2.3.256\"",
            "\"1.2.3\"",
            "\"1.2.3.4.5\"",
            "\"1.2.3.4 \"",
            "\"hdt63\"",
            "\"hdt64\"",
            "\"hdu\"",
            "\"sddx\"",
            "\"sddy\"",
            "\"sda16\"",
            "\"xvdp15\"",
            "\"xvdq\"",
            "\"65535\"",
            "\"65536\"",
            "\"00\"",
            "\"64MB\"",
            "\"0MB\"",
            "\"9GB\"",
            "\"9M\"",
            "\"iso\"",
            "\"memory\"",
            "\"image\"",
            "\"r\"",
            "\"rw\"",
            "\"w!\"",
            "\"phy:hda1\"",
            "\"phy:/dev/hda\"",
            "\"phy:/hda\"",
            "\"phy:1\"",
            "\"file:a b\"",
            "\"file: \"",
            "\"file:/a\"",
            "\"file:a:b\"",
            "\"file:a\\b\"",
            "\"vd:3\"",
            "\"vd:x\"",
            "\"phy:hda1,hda1,r\"",
            "\"phy:hda1,65536,r\"",
            "\"phy:hda1,hda,w!\"",
            "\"phy:hda1,hda\"",
            "\"file:a,hda,r,r\"",
            "\"file: ,hda,r\"");

    private final JsonNode whole;
    private final List<String> mutants = new ArrayList<>();

    Mutations(JsonNode whole) {
        this.whole = whole;
    }

    /** Every mutant as JSON text. */
    List<String> all() {
        mutate(whole);
        return mutants;
    }

    private void mutate(JsonNode node) {
        if (node instanceof ObjectNode map) {
            List.copyOf(map.propertyNames()).forEach(key -> mutateEntry(map, key));
            map.put("extra", 1);
            take();
            map.remove("extra");
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                mutateItem(list, i);
            }
        }
    }

    private void mutateEntry(ObjectNode map, String key) {
        JsonNode value = map.get(key);
        for (String replacement : VALUES) {
            map.set(key, JSON.readTree(replacement));
            take();
        }
        map.remove(key);
        take();
        map.set(key, value);
        mutate(value);
    }

    private void mutateItem(ArrayNode list, int index) {
        JsonNode value = list.get(index);
        for (String replacement : VALUES) {
            list.set(index, JSON.readTree(replacement));
            take();
        }
        list.remove(index);
        take();
        list.insert(index, value);
        list.insert(index, value);
        take();
        list.remove(index);
        mutate(value);
    }

    private void take() {
        mutants.add(whole.toString());
    }
}
