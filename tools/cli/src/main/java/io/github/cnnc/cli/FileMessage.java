package io.github.cnnc.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What an {@link IOException} says, in words: the JDK's often say no more than a path. */
final class FileMessage {

    private FileMessage() {}

    static String of(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": access denied";
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return ((FileSystemException) e).getFile() + " is not a folder";
        }
        if (e instanceof DirectoryNotEmptyException folder) {
            return folder.getFile() + " is a folder";
        }
        String message = String.valueOf(e.getMessage());
        return e.getMessage() == null ? e.getClass().getSimpleName() : message;
    }
}
