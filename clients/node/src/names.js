/** What names can be (docs/format.md, Names and limits), and which documents have what Kist writes. */

export const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/
export const ENVIRONMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
export const DATABASE = /^[^/\\. "$*<>:|?\0- ]{1,63}$/
export const COLLECTION = /^(?!system\.)[A-Za-z_][A-Za-z0-9_.-]{0,99}$/

export function isByKist(document) {
  return typeof document.key === 'string' && NAME.test(document.key) && Object.hasOwn(document, 'version') &&
    typeof document.value === 'string' && document.value.startsWith('k1.')
}
