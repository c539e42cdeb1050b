/** What names can be (docs/format.md, Names and limits), and which documents have what Kist writes. */

export const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/
export const ENVIRONMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
export const DATABASE = /^[^/\\. "$*<>:|?\0- ]{1,63}$/
export const COLLECTION = /^(?!system\.|.*\.(?:\.|$))[A-Za-z_][A-Za-z0-9_.-]{0,99}$/
const ADDRESSES = [
  /^aws-kms:\/\/arn:[a-z0-9-]{1,32}:kms:[a-z0-9-]{1,32}:[0-9]{12}:(key\/[A-Za-z0-9-]{1,128}|alias\/[A-Za-z0-9/_-]{1,256})$/,
  new RegExp('^gcp-kms://projects/[A-Za-z0-9.:_-]{1,128}/locations/[A-Za-z0-9_-]{1,63}/keyRings/[A-Za-z0-9_-]{1,63}' +
    '/cryptoKeys/[A-Za-z0-9_-]{1,63}$'),
  new RegExp('^hcvault://([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])' +
    '(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?' +
    '(/(?!\\.{1,2}/)[A-Za-z0-9._~-]{1,128})+/keys/(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,128}$'),
]

/** Whether a text is the address of a key in a key management service (docs/format.md). */
export function isAddress(text) {
  return text.length <= 1024 && ADDRESSES.some((form) => form.test(text))
}

// White space is ASCII's; what JavaScript takes for it besides is a part of what it stands in.

export function trimmed(text) {
  return text.replace(/^[ \t\n\v\f\r]+/, '').replace(/[ \t\n\v\f\r]+$/, '')
}

/** What stands between white space and commas. */
export function words(text) {
  return text.split(/[ \t\n\v\f\r,]+/).filter(Boolean)
}

export function isByKist(document) {
  return typeof document.key === 'string' && NAME.test(document.key) && Object.hasOwn(document, 'version') &&
    typeof document.value === 'string' && document.value.startsWith('k1.')
}
