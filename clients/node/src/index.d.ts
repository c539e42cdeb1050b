/// <reference types="node" />

/** Reads the secrets that Kist keeps in MongoDB into a Node program. */

/** Each falls back to its KIST_ variable, then the nearest `.kist` folder, then the default (README.md). */
export interface LoadOptions {
  /** KIST_ENVIRONMENT; `development`. */
  environment?: string | undefined
  /** KIST_MONGODB_URI. */
  uri?: string | undefined
  /** KIST_DATABASE; the URI's database, else `kist`. */
  database?: string | undefined
  /** KIST_COLLECTION; `secrets`. */
  collection?: string | undefined
  /** KIST_KEY: one or more secret keys, by white space or comma. */
  key?: string | undefined
  /** KIST_KEY_FILE. */
  keyFile?: string | undefined
  /** KIST_FINGERPRINT: one or more. */
  fingerprint?: string | undefined
  /** KIST_STRICT: an unknown fingerprint is refused. */
  strict?: boolean | undefined
  /** KIST_TIMEOUT, for everything together: seconds, or a text as `'500ms'`, `'2s'`, `'1m'`. */
  timeout?: number | string | undefined
  /** Where one-line warnings go; standard error by default. */
  warn?: ((message: string) => void) | undefined
}

export interface LoadIntoEnvironmentOptions extends LoadOptions {
  /** `false`: variables that are set already stay. */
  override?: boolean | undefined
  /** Lets names through that would take over a program. */
  allowDangerous?: boolean | undefined
}

/** Names to values, frozen. Printing it shows no value. */
export type Secrets<Value = string> = Readonly<Record<string, Value>>

/** All secrets of an environment, its parents' among them; with `binary`, those that are bytes as well. */
export function loadSecrets(options: LoadOptions & { binary: true }): Promise<Secrets<string | Buffer>>
export function loadSecrets(options?: LoadOptions & { binary?: false | undefined }): Promise<Secrets>
export function loadSecrets(options?: LoadOptions & { binary?: boolean | undefined }): Promise<Secrets<string | Buffer>>

/** Puts all secrets of an environment into `process.env` and gives their names. */
export function loadSecretsFromDb(options?: LoadIntoEnvironmentOptions): Promise<string[]>

/** What every failure is; `exitCode` is the one of Kist's command line. */
export class KistError extends Error {
  readonly exitCode: number
}
/** 2: a setting, or a file, is missing, wrong or refused. */
export class SettingsError extends KistError {}
/** 2: a template, or a chain of parents, that cannot be resolved. */
export class TemplateError extends KistError {}
/** 3: the environment, or a secret that a template names, does not exist. */
export class NotFoundError extends KistError {}
/** 4: there is no key, or none opens it, something does not decrypt, or it is not to be trusted. */
export class AccessError extends KistError {}
/** 5: the database cannot be reached in time, or refuses the user. */
export class UnreachableError extends KistError {}
