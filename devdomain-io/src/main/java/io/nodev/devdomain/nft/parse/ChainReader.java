package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.parse.TableDraft.ChainDraft;
import io.nodev.devdomain.nft.ruleset.BaseChain;
import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.Hook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads a chain: what makes it a base chain, and its rules. */
final class ChainReader {
    private final Tokens tokens;
    private final TableDraft table;
    private final Problems problems;
    private final ChainDraft chain;
    private Token policyAt;
    private boolean drops;

    ChainReader(Tokens tokens, TableDraft table, Problems problems, ChainDraft chain) {
        this.tokens = tokens;
        this.table = table;
        this.problems = problems;
        this.chain = chain;
    }

    /** Reads from the brace to its partner. */
    void read() throws SyntaxException {
        Block.read(tokens, problems, this::readItem);
        if (policyAt != null) {
            setPolicy();
        }
    }

    private void setPolicy() throws SyntaxException {
        if (chain.base.isEmpty()) {
            throw new SyntaxException(
                    policyAt,
                    "policy",
                    "only a chain with a hook has one",
                    "end the chain with a rule \"drop\" or \"accept\"");
        }
        BaseChain base = chain.base.get();
        chain.base = Optional.of(new BaseChain(base.hook(), base.devices(), base.priority(), drops));
    }

    private void readItem() throws SyntaxException {
        Token start = tokens.peek();
        if (start.isWord("type")) {
            readBase(tokens.next());
        } else if (start.isWord("policy")) {
            readPolicy();
        } else if (start.isWord("flags")) {
            throw new SyntaxException(start, "flags", "chains have no flags here", "leave this line out");
        } else if (start.isWord("define")) {
            Defines.read(tokens);
        } else if (start.isWord("comment") && chain.rules.isEmpty()) {
            chain.comment = Comments.readOnce(tokens, chain.comment);
        } else {
            chain.rules.add(new RuleReader(tokens, table, new Overlaps(problems)).read());
        }
    }

    private void readPolicy() throws SyntaxException {
        Token at = tokens.next();
        if (policyAt != null) {
            throw new SyntaxException(at, "policy", "this chain has a policy already", "leave one of the two out");
        }
        policyAt = at;
        if (tokens.acceptWord("drop")) {
            drops = true;
        } else if (!tokens.acceptWord("accept")) {
            throw new SyntaxException(tokens.peek(), "accept or drop");
        }
    }

    private void readBase(Token at) throws SyntaxException {
        Token type = tokens.next();
        if (!type.isWord("filter")) {
            throw new SyntaxException(
                    type, "type " + type.shown(), "base chains here are of type filter", "write type filter");
        }
        tokens.expectWord("hook");
        Token name = tokens.next();
        Hook hook = Hook.of(table.family, name.text())
                .orElseThrow(() -> new SyntaxException(
                        name,
                        "hook " + name.shown(),
                        "is no hook of the family " + table.family + " here",
                        KnownNames.advice(names(Hook.of(table.family)), name.text(), "")));
        List<String> devices = readDevices(hook);
        tokens.expectWord("priority");
        BaseChain base = new BaseChain(hook, devices, Priorities.read(tokens, hook), false);
        if (chain.base.isPresent()) {
            throw new SyntaxException(at, "type", "this chain has a hook already", "leave one of the two out");
        }
        chain.base = Optional.of(base);
    }

    private static List<String> names(Collection<Hook> hooks) {
        return hooks.stream().map(Hook::toString).toList();
    }

    private List<String> readDevices(Hook hook) throws SyntaxException {
        Token start = tokens.peek();
        List<String> devices = new ArrayList<>();
        if (tokens.acceptWord("device")) {
            addDevice(devices);
        } else if (tokens.acceptWord("devices")) {
            tokens.expect("=");
            tokens.expect("{");
            do {
                tokens.skipNewlines();
                addDevice(devices);
                tokens.skipNewlines();
            } while (tokens.accept(","));
            tokens.expect("}");
        }
        boolean isNetdev = hook.family() == Family.NETDEV;
        if (isNetdev && devices.isEmpty()) {
            throw new SyntaxException(
                    start,
                    "hook " + hook,
                    "belongs to an interface",
                    "write device \"NAME\", or devices = { ... }, before the priority");
        }
        if (!isNetdev && !devices.isEmpty()) {
            throw new SyntaxException(
                    start,
                    start.text(),
                    "only chains of the family netdev belong to an interface",
                    "leave it out, and let the rules compare iifname or oifname");
        }
        return devices;
    }

    private void addDevice(List<String> devices) throws SyntaxException {
        Token at = tokens.peek();
        String device = new ValueReader(tokens).readDevice();
        if (devices.contains(device)) {
            throw new SyntaxException(at, device, "is among the chain's devices already", "name it once");
        }
        devices.add(device);
    }
}
