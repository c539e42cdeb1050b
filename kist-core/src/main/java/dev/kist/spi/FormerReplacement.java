package dev.kist.spi;

/**
 * One replacement of a former version in history, under compare-and-set. Sending it twice does no more than sending it
 * once.
 *
 * @param expected the former version that must be there for the replacement to happen
 * @param next what takes its place: of the same id, name and version
 */
public record FormerReplacement(FormerDocument expected, FormerDocument next) {
    public FormerReplacement {
        boolean isSamePlace = expected.id().equals(next.id())
                && expected.environment().equals(next.environment())
                && expected.name().equals(next.name())
                && expected.version() == next.version();
        if (!isSamePlace) {
            throw new IllegalArgumentException("a former version of another place");
        }
    }

    /** About how many bytes it writes. */
    public int approximateSize() {
        return next.approximateSize();
    }
}
