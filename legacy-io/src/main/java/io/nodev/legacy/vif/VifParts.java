package io.nodev.legacy.vif;

import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.Domain;

/** What a {@link Vif} is made of. */
record VifParts(Domain domain, int index, MacAddress address, int ringPage, WireQueue wire, CreditLimiter credit) {}
