<#-- Renders the methods that make NICs. Model: CardModel; included by templates of assemblies. -->
<#list cards as card>

    private static NetworkCard ${card.method}(<#if card.capture>MachineOptions options</#if>) {
        MacAddress address = MacAddress.parse(${javaString(card.address)});
<#if card.capture>
        NetworkCard card = new CaptureCard(${javaString(card.name)}, address, options.clock()::nanos);
</#if>
<#if card.wire>
        NetworkCard card = new Wire().connect(WireCardSpec.of(${javaString(card.name)}, address));
</#if>
<#if card.dummy>
        NetworkCard card = new DummyCard(${javaString(card.name)}, address);
</#if>
<#if card.promiscuous>
        card.setPromiscuous(true);
</#if>
        return card;
    }
</#list>
