package dev.kist.spi;

import java.nio.file.Path;
import java.util.Optional;

/** A store in a file, which can be taken out of use. */
public interface RetirableStore {
    /**
     * Closes the store and gives its file another name, so that nothing opens it by the old one. Nothing in it is changed.
     *
     * @return the file's new name; empty where there is no file
     * @throws dev.kist.StoreUnavailableException if it cannot be renamed
     */
    Optional<Path> retire();
}
