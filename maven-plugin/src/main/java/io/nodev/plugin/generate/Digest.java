package io.nodev.plugin.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over named parts; each part is preceded by its length, so that two lists of parts never look alike. */
final class Digest {
    private final MessageDigest sha256 = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The digest of one file's bytes. */
    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    Digest add(String name, String value) {
        return add(name, value.getBytes(UTF_8));
    }

    Digest add(String name, byte[] value) {
        part(name.getBytes(UTF_8));
        part(value);
        return this;
    }

    /** Adds a file's bytes, or that there is no such file. */
    Digest add(String name, Path file) throws IOException {
        return Files.isRegularFile(file) ? add(name, Files.readAllBytes(file)) : add(name + " is missing", "");
    }

    private void part(byte[] bytes) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha256.update(bytes);
    }

    /** The digest of all parts; the object is not to be used afterwards. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
