package dev.kist.dotenv;

/**
 * A {@code $NAME} or {@code ${NAME…}} inside a value.
 *
 * @param name the name that is put in
 * @param plain whether it is {@code $NAME} or {@code ${NAME}}, without an operator such as {@code :-}
 * @param definedAt the line of the definition above that was used, 0 if this file has none above
 */
public record Reference(String name, boolean plain, int definedAt) {}
