/** Secrets that a program has in hand, and that it does not print by mistake. */

import { inspect } from 'node:util'

/**
 * An object whose members are there for whoever asks by name, and not for whoever prints it. Where a secret is called toJSON,
 * that name is the secret's, and JSON would ask each member: then none is enumerable.
 */
export function hidden(environment, values) {
  const shown = () => `Secrets(${environment}, ${values.size} values hidden)`
  const enumerable = !values.has('toJSON')
  const object = Object.create(null)
  for (const [name, value] of values) Object.defineProperty(object, name, { get: () => value, enumerable })
  for (const name of ['toString', 'toJSON', inspect.custom, Symbol.toPrimitive]) {
    if (!values.has(name)) Object.defineProperty(object, name, { value: shown })
  }
  return Object.freeze(object)
}
