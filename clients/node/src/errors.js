/** What goes wrong, and text from elsewhere: names, labels, files and what a server says. */

// Of what has no width of its own, categories tell most; these are the joiners, fillers and variation selectors besides.
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]/gu

/** Control, bidirectional and zero-width characters and line ends as `\u{hex}`. */
export function visible(text) {
  return String(text).replace(INVISIBLE, (c) => `\\u{${c.codePointAt(0).toString(16)}}`)
}

/** The first ten, each cut to a hundred characters, and the number of the rest. */
export function listed(things) {
  const words = [...things].map(String).map((word) => (word.length <= 100 ? word : `${word.slice(0, 100)}...`))
  return words.slice(0, 10).join(', ') + (words.length > 10 ? ` and ${words.length - 10} more` : '')
}

/**
 * What every failure of this module is. `exitCode` is the one that Kist's command line gives for it. The message is one
 * line of visible characters, whatever the database holds, and has no value, key or password.
 */
export class KistError extends Error {
  exitCode = 1

  constructor(message) {
    super(visible(message))
    this.name = new.target.name
  }
}

/** A setting, or a file it comes from, is missing, wrong or refused. */
export class SettingsError extends KistError {
  exitCode = 2
}

/** A template, or a chain of parents, that cannot be resolved. */
export class TemplateError extends KistError {
  exitCode = 2
}

/** The environment, or a secret that a template names, does not exist. */
export class NotFoundError extends KistError {
  exitCode = 3
}

/** No key opens the environment, something does not decrypt, or what is stored is not to be trusted. */
export class AccessError extends KistError {
  exitCode = 4
}

/** Those failures that another key may mend. */
export const wantsAKey = new WeakSet()

/** The database cannot be reached in time, or refuses the user. */
export class UnreachableError extends KistError {
  exitCode = 5
}

/** Something stored does not have the form that it must have. Never leaves this module. */
export class Malformed extends Error {}

/** A value's DEK that the keyring does not hold. Never leaves this module. */
export class UnknownDek extends Error {
  constructor(dekId) {
    super('unknown DEK')
    this.dekId = dekId
  }
}

/** What `read` gives, or what `otherwise` makes of its Malformed. */
export function unlessMalformed(read, otherwise) {
  try {
    return read()
  } catch (e) {
    if (e instanceof Malformed) throw otherwise()
    throw e
  }
}

export function doesNotDecrypt(what) {
  return new AccessError(`${what} does not decrypt: the key is another one, or the stored bytes were changed`)
}
