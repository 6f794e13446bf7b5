package io.nodev.common.launch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Why a launch ends early, in words for whoever started it. */
final class LaunchException extends Exception {
    /** The exit status after a command line that makes no sense. */
    static final int USAGE = 2;

    /** The exit status after anything else that went wrong. */
    static final int FAILED = 1;

    private static final long serialVersionUID = 1L;

    private final int status;

    private LaunchException(int status, String message) {
        super(message);
        this.status = status;
    }

    static LaunchException usage(String message) {
        return new LaunchException(USAGE, message);
    }

    static LaunchException failed(String message) {
        return new LaunchException(FAILED, message);
    }

    /** {@code message}, then the reason why the file system refused. */
    static LaunchException failed(String message, IOException cause) {
        LaunchException failure = failed(message + ": " + reason(cause));
        failure.initCause(cause);
        return failure;
    }

    int status() {
        return status;
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "access denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
