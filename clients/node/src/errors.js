/** What goes wrong, and text from elsewhere: names, labels, files and what a server says. */

/** The ranges of clients/invisible-characters.txt, which says why; clients/invisible-characters.py copies them here. */
export const INVISIBLE = `
0000-001F 007F-009F 00AD 034F 0600-0605 061C 06DD 070F 0890-0891 08E2 115F-1160 17B4-17B5 180B-180F
200B-200F 2028-202E 2060-206F 2800 3164 D800-DFFF FE00-FE0F FEFF FFA0 FFF0-FFFB 110BD 110CD
13430-1343F 16FE4 1BCA0-1BCA3 1D159 1D173-1D17A E0000-E0FFF`

const UNSEEN = new RegExp(`[${INVISIBLE.trim().replace(/[0-9A-F]+/g, '\\u{$&}').replace(/\s+/g, '')}]`, 'gu')

/** Control, bidirectional and zero-width characters and line ends as `<U+202E>`. */
export function visible(text) {
  return String(text).replace(UNSEEN, (c) => `<U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}>`)
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
