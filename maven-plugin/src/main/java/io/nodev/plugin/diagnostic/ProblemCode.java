package io.nodev.plugin.diagnostic;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every kind of problem that is reported, with its fixed code and title. A code never changes its meaning and is never
 * used again. {@code ND-V} codes are about the machine description, {@code ND-R} about the rules file, {@code ND-F} about
 * the firewall, {@code ND-G} about guest classes, {@code ND-S} about the choice of the stack, {@code ND-B} about disks
 * and VBDs, {@code ND-D} about virtual disks.
 */
public enum ProblemCode {
    /** Bytes that are not UTF-8. */
    NOT_UTF8("ND-V001", "file is not UTF-8", "Descriptions and rules are UTF-8 text; other encodings are not guessed."),
    /** Text the YAML parser refuses. */
    BROKEN_YAML("ND-V002", "broken YAML", "The description is YAML 1.2; the position is where the parser gave up."),
    /** A tab where YAML wants blanks. */
    TAB("ND-V003", "tab in indentation", "YAML indents with blanks only."),
    /** A list where a map belongs, a number where text belongs, and the like. */
    WRONG_KIND(
            "ND-V004",
            "wrong kind of value",
            "Every key has one kind of value: a map, a list, text, a number, a flag."),
    /** A key the description does not have. */
    UNKNOWN_KEY(
            "ND-V005", "unknown key", "Unknown keys are refused, so that a misspelt key cannot be ignored silently."),
    /** A key written twice in one map. */
    DUPLICATE_KEY("ND-V006", "key written twice", "Each key of a map is written once."),
    /** A key that must be there. */
    MISSING_KEY("ND-V007", "missing key", "The key has no default."),
    /** No description, or more than one. */
    NOT_ONE_DOCUMENT("ND-V008", "not one description", "A file holds exactly one machine."),
    /** A number too small or too large. */
    OUT_OF_RANGE("ND-V009", "number out of range", "The range is part of the message; both ends are accepted."),
    /** A word that is not one of those accepted. */
    UNKNOWN_WORD("ND-V010", "unknown word", "The words accepted are part of the message."),
    /** A machine name that cannot name an artifact. */
    BAD_MACHINE_NAME(
            "ND-V011",
            "bad machine name",
            "The machine's name becomes a jar and a Java package: lower-case letters and digits, with single hyphens."),
    /** A domain name that no console could show. */
    BAD_DOMAIN_NAME("ND-V012", "bad domain name", "A domain name is free text on one line."),
    /** A domain name Xen cuts. */
    LONG_DOMAIN_NAME(
            "ND-V013",
            "long domain name",
            "Xen keeps 15 bytes of a domain name; vif addresses are computed from those."),
    /** Text that is not a hardware address of one station. */
    BAD_MAC("ND-V014", "bad MAC address", "Six two-digit hexadecimal octets with colons, the first one even."),
    /** Text that is not the IPv4 address of one host. */
    BAD_ADDRESS("ND-V015", "bad IPv4 address", "Four decimal octets with dots, an address of one host."),
    /** A path that would not work elsewhere. */
    BAD_PATH("ND-V016", "bad path", "Paths are relative to the description, with / between names."),
    /** Text that cannot name a guest class. */
    BAD_GUEST(
            "ND-V017",
            "bad guest class name",
            "A guest is named by its full class name or is one of the built-in ones."),
    /** A built-in guest that does not exist. */
    UNKNOWN_BUILTIN("ND-V018", "unknown built-in guest", "The built-in guests are part of the message."),
    /** A quirk that does not exist. */
    UNKNOWN_QUIRK("ND-V019", "unknown quirk", "The quirks are part of the message."),
    /** More vifs than a domain has slots for. */
    TOO_MANY_VIFS("ND-V020", "too many vifs", "Xen has 8 vif slots per domain."),
    /** A list that must not be empty. */
    EMPTY_LIST("ND-V021", "empty list", "The list needs at least one item."),
    /** A NIC name that cannot name an interface. */
    BAD_NIC_NAME(
            "ND-V022",
            "bad NIC name",
            "A NIC is a network interface of its device domain: at most 15 letters, digits, '.', '_' and '-', a letter"
                    + " first, and not the form of a vif's name."),
    /** Two domains with one id. */
    DUPLICATE_DOMAIN_ID("ND-V030", "domain id used twice", "Rules, vifs and device domains name a domain by its id."),
    /** Two domains Xen cannot tell apart. */
    DUPLICATE_DOMAIN_NAME(
            "ND-V031", "domain name used twice", "Two domains of one name would get the same computed MAC addresses."),
    /** Two stations with one hardware address. */
    DUPLICATE_MAC("ND-V032", "MAC address used twice", "A bridge cannot tell two stations of one address apart."),
    /** Two vifs with one IPv4 address. */
    DUPLICATE_ADDRESS("ND-V033", "IPv4 address used twice", "An address leads to one vif."),
    /** Two NICs of one name. */
    DUPLICATE_NIC("ND-V034", "NIC name used twice", "Device domains name a NIC by its name."),
    /** No domain 0. */
    NO_DOMAIN_0("ND-V035", "no domain 0", "Xen starts domain 0 and domain 0 starts the others."),
    /** A domain id that no domain has. */
    UNKNOWN_DOMAIN("ND-V036", "unknown domain", "The domain must be one of 'domains'."),
    /** A NIC name that no NIC has. */
    UNKNOWN_NIC("ND-V037", "unknown NIC", "The NIC must be one of 'nics'."),
    /** A NIC with two owners. */
    NIC_OWNED_TWICE("ND-V038", "NIC given twice", "A NIC is driven by one device domain."),
    /** A device domain described twice. */
    DUPLICATE_DEVICE_DOMAIN("ND-V039", "device domain described twice", "One entry names all NICs of a device domain."),
    /** A backend where no backend runs. */
    NOT_A_DEVICE_DOMAIN("ND-V040", "backend is no device domain", "A vif is served by one of the device domains."),
    /** A capture driver that would receive nothing. */
    CAPTURE_WITHOUT_HOSTS(
            "ND-V041", "capture NIC without hosts", "The hosts say which frames of the capture arrive at this NIC."),
    /** Hosts where they have no meaning. */
    HOSTS_WITHOUT_CAPTURE("ND-V042", "hosts without capture driver", "Only the capture driver has hosts."),
    /** A host of the capture that is a station of the machine. */
    HOST_IS_OURS(
            "ND-V043",
            "host is part of the machine",
            "The hosts of a capture are outside; a vif or NIC sends for itself."),
    /** A NIC nobody drives in a device-domain build. */
    NIC_WITHOUT_OWNER("ND-V044", "NIC without device domain", "In a device-domain build no driver runs for this NIC."),
    /** A rate that a quirk turns into no limit. */
    RATE_BELOW_FRAME(
            "ND-V045",
            "rate below one frame",
            "With the credit underflow of 2004 a credit smaller than the frame wraps to about 4 GiB and limits nothing."),
    /** A NIC that plays a capture nobody named. */
    NO_CAPTURE("ND-V046", "no capture to play", "Without 'capture' a capture must be named when the machine is run."),
    /** The capture file is not there. */
    CAPTURE_MISSING("ND-V047", "capture file missing", "The capture is packed into the machine's jar."),
    /** The rules file is not there. */
    RULES_MISSING("ND-V048", "rules file missing", "A rules file named in the description must exist."),
    /** Text that is no rate. */
    BAD_RATE(
            "ND-V049",
            "bad rate",
            "A rate is a map of bytes and micros, or text as in xl.cfg, as 10Mb/s or 3000B/s@10ms."),
    /** A rate too large, or one that lets nothing through. */
    RATE_OUT_OF_RANGE(
            "ND-V050",
            "rate out of range",
            "Bytes of an interval and its microseconds are both from 1 to 4294967295, as are the numbers of the text."),
    /** A line of the rules file that is no rule. */
    BAD_RULE("ND-R001", "bad rule", "The line is not a command of the semantics chosen."),
    /** A rule that names a vif the machine lacks. */
    RULE_NAMES_MISSING_VIF(
            "ND-R002",
            "rule names a missing vif",
            "As documented this is refused; as built such a rule lets packets through to the wire."),
    /** A line that means one thing as built and another as documented. */
    RULE_READS_DIFFERENTLY(
            "ND-R003", "rule reads differently", "As built and as documented, the line is a different rule, or none."),
    /** A list that decides a packet differently as built and as documented. */
    RULES_DECIDE_DIFFERENTLY(
            "ND-R004",
            "rules decide differently",
            "As built and as documented, the same rules send at least one packet to different places."),
    /** Something in the firewall file that the device domain's firewall does not know. */
    BAD_FIREWALL(
            "ND-F001",
            "bad firewall file",
            "A device domain knows a part of the nftables language; what it does not know is refused, not left out."),
    /** A firewall file that names an interface the machine lacks. */
    FIREWALL_NAMES_UNKNOWN_INTERFACE(
            "ND-F002",
            "firewall names an unknown interface",
            "A rule about an interface that is not there never matches."),
    /** A rule of the rules file that the derived firewall says only nearly. */
    FIREWALL_NOT_EXACT(
            "ND-F003",
            "rule not derived exactly",
            "The nftables language has no words for a part of what the rule asks of a packet."),
    /** A firewall file without a chain that anything is asked. */
    FIREWALL_DECIDES_NOTHING(
            "ND-F004",
            "firewall decides nothing",
            "Without a base chain every frame passes; a machine without a firewall file gets a derived one that drops."),
    /** A disk name that cannot stand in a uname. */
    BAD_DISK_NAME(
            "ND-B001",
            "bad disk name",
            "VBDs and device domains name a disk: at most 15 letters, digits, '.', '_' and '-', a letter first."),
    /** A disk in a place where Linux has no whole drive. */
    BAD_DISK_DEVICE("ND-B002", "bad disk device", "A disk is a whole drive with a number that Linux 2.4 gives one."),
    /** A disk of which nobody says which drive it is. */
    DISK_WITHOUT_DEVICE(
            "ND-B003", "disk without device", "A disk has the number of a drive: by its name, or by 'device'."),
    /** Text that is no capacity. */
    BAD_DISK_SIZE("ND-B004", "bad disk size", "A size is a number of sectors, or a number and KB, MB or GB."),
    /** A disk in memory that is too large. */
    DISK_SIZE_OUT_OF_RANGE("ND-B005", "disk size out of range", "A disk in memory has 1 sector to 1 GB."),
    /** A key of a disk that its driver does not have. */
    DISK_KEY_UNFIT("ND-B006", "key does not fit the disk", "Each driver of a disk has keys of its own."),
    /** The image is not there. */
    IMAGE_MISSING("ND-B007", "disk image missing", "The build reads sizes and partition tables from the images."),
    /** An image that holds no disk. */
    BAD_IMAGE("ND-B008", "bad disk image", "An image holds whole sectors of 512 bytes, a CD's blocks of 2048."),
    /** Two disks of one name. */
    DUPLICATE_DISK("ND-B009", "disk name used twice", "VBDs and device domains name a disk by its name."),
    /** Two disks in one place. */
    DUPLICATE_DISK_DEVICE("ND-B010", "disk device used twice", "Two drives cannot have one number."),
    /** One file as two disks. */
    IMAGE_USED_TWICE(
            "ND-B011",
            "disk image used twice",
            "Two disks over one file, one of them written, would get past the check of sharing."),
    /** A disk name that no disk has. */
    UNKNOWN_DISK("ND-B012", "unknown disk", "The disk must be one of 'disks'."),
    /** A disk with two owners. */
    DISK_OWNED_TWICE("ND-B013", "disk given twice", "A disk is driven by one device domain."),
    /** A disk nobody drives in a device-domain build. */
    DISK_WITHOUT_OWNER(
            "ND-B014", "disk without device domain", "In a device-domain build no driver runs for this disk."),
    /** Text of a VBD without its three fields. */
    BAD_VBD("ND-B020", "bad VBD", "A VBD is a map, or text as in 2004: what it is made of, device and mode."),
    /** A VBD made of nothing known. */
    BAD_UNAME("ND-B021", "bad uname", "A VBD is made of a disk, a partition, an image or a virtual disk."),
    /** A device no guest can have. */
    BAD_VBD_DEVICE("ND-B022", "bad VBD device", "A guest knows a VBD by a number of 16 bits, or its name in Linux."),
    /** A mode that is none, or that means something else in each stack of 2004. */
    BAD_VBD_MODE("ND-B023", "bad VBD mode", "A VBD is read (r, ro), or read and written (w, rw)."),
    /** A partition that the image does not have. */
    UNKNOWN_PARTITION("ND-B024", "unknown partition", "Partitions are those in the table of the image, MBR or GPT."),
    /** Two VBDs of one domain with one number. */
    DUPLICATE_VBD("ND-B025", "VBD device used twice", "A guest tells its VBDs apart by their numbers."),
    /** A VBD that may write on a disk that cannot be written. */
    VBD_WRITES_READ_ONLY("ND-B026", "VBD writes a read-only disk", "The drive refuses every write."),
    /** A VBD that no device domain can serve. */
    BACKEND_WITHOUT_DISK(
            "ND-B027", "backend without the disk", "A VBD is served by the device domain that owns its disk."),
    /** A virtual disk without the database. */
    NO_VIRTUAL_DISKS("ND-B028", "no virtual disk database", "Virtual disks are looked up in a database."),
    /** Two users of the same sectors, more than allowed. */
    DISK_SHARED(
            "ND-B029",
            "disk shared",
            "Two domains that use the same sectors, one of them writing, destroy each other's file system."),
    /** Two users of the same sectors, as allowed. */
    DISK_SHARED_ON_PURPOSE(
            "ND-B030", "disk shared on purpose", "What one domain writes, another may not see, or see in part."),
    /** Two users of the same sectors that the check of 2004 did not notice. */
    SHARING_MISSED(
            "ND-B033",
            "disk shared unnoticed",
            "As built, a use that lies within what is asked for is not noticed: a whole disk beside its own partition."),
    /** A VBD in a domain that drives disks. */
    VBD_OF_DEVICE_DOMAIN(
            "ND-B031", "VBD of a device domain", "A device domain has the disks themselves and no frontend for them."),
    /** Two device domains for the VBDs of one domain. */
    TWO_BLOCK_BACKENDS(
            "ND-B032", "two backends for one domain's VBDs", "A domain has one block ring, and so one block backend."),
    /** More images without an entry in {@code disks} than there are numbers for. */
    TOO_MANY_IMAGES(
            "ND-B034",
            "too many images",
            "An image without an entry in 'disks' is numbered like a loop device of Linux, of which there are 256."),
    /** No such class among the guests. */
    GUEST_MISSING("ND-G001", "guest class missing", "The class named in the description does not exist."),
    /** A guest class the machine cannot see. */
    GUEST_NOT_PUBLIC("ND-G002", "guest class not public", "The machine's launcher lives in another package."),
    /** A type that cannot be made an object of. */
    GUEST_NOT_CONCRETE("ND-G003", "guest type has no objects", "A guest is a class that is not abstract."),
    /** A class that is no guest. */
    GUEST_NOT_A_GUEST("ND-G004", "class is no guest", "A guest implements io.nodev.common.guest.Guest."),
    /** A guest the machine cannot construct. */
    GUEST_NO_CONSTRUCTOR("ND-G005", "guest without constructor", "The machine constructs a guest without arguments."),
    /** A guest that lives inside an object of another class. */
    GUEST_INNER("ND-G006", "guest is an inner class", "A nested guest class is static, as are the classes around it."),
    /** A class file that cannot be loaded. */
    GUEST_UNLOADABLE("ND-G007", "guest class cannot be loaded", "The class, or one it needs, is damaged or missing."),
    /** A Java runtime without compiler. */
    NO_COMPILER("ND-G008", "no Java compiler", "Guest sources are read with the compiler of the JDK that runs Maven."),
    /** A value of the flag that is none. */
    BAD_FLAG("ND-S001", "bad value of nodev", "The values accepted are part of the message."),
    /** A stack that does not exist. */
    BAD_STACK("ND-S002", "bad value of nodev.stack", "The property names one of the two stacks."),
    /** A flag and a stack that contradict each other. */
    FLAG_DISAGREES(
            "ND-S003", "nodev and nodev.stack disagree", "One build has one stack, and the flag must have chosen it."),
    /** A pin that is neither on nor off. */
    BAD_PIN("ND-S004", "bad value of nodev.pinned", "The property is true for a module that keeps its stack."),
    /** No stack to build a machine from. */
    STACK_MISSING("ND-S005", "no stack among the dependencies", "A machine needs the classes of exactly one stack."),
    /** Another stack than the one chosen, or both. */
    STACKS_MIXED("ND-S006", "another stack among the dependencies", "A machine has the classes of exactly one stack."),
    /** A jar that belongs to the other stack. */
    BUILT_FOR_OTHER_STACK(
            "ND-S007",
            "jar built for the other stack",
            "A jar says by its manifest or by META-INF/nodev/stack.properties which stack it was built for."),
    /** No operation on virtual disks, or one that is not known. */
    BAD_DISK_OPERATION("ND-D001", "bad virtual disk operation", "The operations are part of the message."),
    /** A parameter that an operation on virtual disks misses, does not take or cannot read. */
    BAD_DISK_PARAMETER(
            "ND-D002",
            "bad virtual disk parameter",
            "Every operation has its own parameters; others are refused, so that none is ignored silently."),
    /** A database that cannot be used. */
    DISK_DATABASE_UNUSABLE(
            "ND-D003",
            "virtual disk database cannot be used",
            "The database is an SQLite file that only the plugin writes; a damaged one is refused, not repaired."),
    /** A virtual disk that was never made, was deleted, or has expired. */
    NO_SUCH_VIRTUAL_DISK(
            "ND-D004",
            "no such virtual disk",
            "A disk that has expired belongs to the free pool until it is undeleted."),
    /** Fewer free extents than asked for. */
    NO_DISK_SPACE("ND-D005", "no space for virtual disks", "Disks consist of whole extents of the formatted images."),
    /** An image or a file that cannot be read or written. */
    DISK_FILE_UNUSABLE(
            "ND-D006", "disk file cannot be used", "Images keep the size they had when they were formatted."),
    /** A deleted disk whose space has been given to others. */
    DISK_SPACE_REUSED(
            "ND-D007",
            "virtual disk reused",
            "A disk comes back whole or not at all; its extents may be in other disks.");

    private final String id;
    private final String title;
    private final String explanation;

    ProblemCode(String id, String title, String explanation) {
        this.id = id;
        this.title = title;
        this.explanation = explanation;
    }

    /** The code that is printed, as {@code ND-V004}. */
    public String id() {
        return id;
    }

    /** What the problem is called, in a few words; the same for every report of this code. */
    public String title() {
        return title;
    }

    /** Why this is a problem, in a sentence or two. */
    public String explanation() {
        return explanation;
    }

    /** The problem with the printed code {@code id}, in either case, or empty if there is none. */
    public static Optional<ProblemCode> of(String id) {
        return Arrays.stream(values())
                .filter(code -> code.id.equalsIgnoreCase(id))
                .findFirst();
    }
}
