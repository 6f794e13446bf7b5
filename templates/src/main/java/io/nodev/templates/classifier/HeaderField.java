package io.nodev.templates.classifier;

import com.palantir.javapoet.CodeBlock;
import io.nodev.common.classifier.PacketFields;

/** The fields of a packet a step can test, in the order they are tested. */
enum HeaderField {
    /** The source address. */
    SOURCE_ADDRESS("sourceAddress") {
        @Override
        boolean isTestedBy(HeaderMatch headers) {
            return !headers.source().isAny();
        }

        @Override
        CodeBlock condition(HeaderMatch headers) {
            return address(headers.source());
        }
    },

    /** The destination address. */
    DESTINATION_ADDRESS("destinationAddress") {
        @Override
        boolean isTestedBy(HeaderMatch headers) {
            return !headers.destination().isAny();
        }

        @Override
        CodeBlock condition(HeaderMatch headers) {
            return address(headers.destination());
        }
    },

    /** The network protocol. */
    NETWORK("network") {
        @Override
        boolean isTestedBy(HeaderMatch headers) {
            return headers.protocol() == Protocol.IP || headers.protocol() == Protocol.ARP;
        }

        @Override
        CodeBlock condition(HeaderMatch headers) {
            return CodeBlock.of("$L == $T.NETWORK_$L", local(), PacketFields.class, headers.protocol());
        }
    },

    /** The transport protocol. */
    TRANSPORT("transport") {
        @Override
        boolean isTestedBy(HeaderMatch headers) {
            return headers.protocol() == Protocol.TCP || headers.protocol() == Protocol.UDP;
        }

        @Override
        CodeBlock condition(HeaderMatch headers) {
            return CodeBlock.of("$L == $L", local(), headers.protocol());
        }
    },

    /** The source port. */
    SOURCE_PORT("sourcePort") {
        @Override
        boolean isTestedBy(HeaderMatch headers) {
            return !headers.sourcePort().isAny();
        }

        @Override
        CodeBlock condition(HeaderMatch headers) {
            return port(headers.sourcePort());
        }
    },

    /** The destination port. */
    DESTINATION_PORT("destinationPort") {
        @Override
        boolean isTestedBy(HeaderMatch headers) {
            return !headers.destinationPort().isAny();
        }

        @Override
        CodeBlock condition(HeaderMatch headers) {
            return port(headers.destinationPort());
        }
    };

    private static final int BEYOND_PORTS = 0xFFFF0000;

    private final String local;

    HeaderField(String local) {
        this.local = local;
    }

    /** The local variable that holds the field, named as the accessor it is read with. */
    String local() {
        return local;
    }

    /** Whether some value of this field does not pass. */
    abstract boolean isTestedBy(HeaderMatch headers);

    /** The expression that tests the field. */
    abstract CodeBlock condition(HeaderMatch headers);

    CodeBlock address(AddressMatch match) {
        String value = "0x%08X".formatted(match.value());
        return match.isExact()
                ? CodeBlock.of("$L == $L", local, value)
                : CodeBlock.of("($L & 0x$L) == $L", local, "%08X".formatted(match.mask()), value);
    }

    /** The bits above a port are tested too: in a packet without ports they are set. */
    CodeBlock port(PortMatch match) {
        String mask = "%08X".formatted(match.mask() | BEYOND_PORTS);
        return match.isExact()
                ? CodeBlock.of("$L == $L", local, match.value())
                : CodeBlock.of("($L & 0x$L) == 0x$L", local, mask, "%X".formatted(match.value()));
    }
}
