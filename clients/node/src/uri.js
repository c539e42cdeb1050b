/** What can be told from a connection string without connecting. */

export function hasPassword(uri) {
  const [before, options = ''] = split(uri)
  return before.slice(0, Math.max(0, before.lastIndexOf('@'))).includes(':') || options.toLowerCase().includes('password=')
}

/** Whether a connection hands out credentials of the machine's own, or to whoever answers. */
export function usesWhatTheMachineHas(uri) {
  return split(uri)[1].split(/[&;]/).some((option) => {
    const [name, value] = [option.split('=')[0], option.slice(option.indexOf('=') + 1)].map(decoded)
    return /^(proxy|tlsinsecure|tlsallowinvalid)/.test(name) ||
      (name === 'authmechanism' && ['mongodb-oidc', 'mongodb-aws', 'gssapi'].includes(value))
  })
}

/** The hosts, which a message may show; the rest of a connection string it may not. */
export function hosts(uri) {
  const before = split(uri)[0]
  return before.slice(before.lastIndexOf('@') + 1).split('/')[0]
}

function split(uri) {
  const rest = uri.includes('://') ? uri.slice(uri.indexOf('://') + 3) : ''
  const at = rest.indexOf('?')
  return at < 0 ? [rest, ''] : [rest.slice(0, at), rest.slice(at + 1)]
}

function decoded(text) {
  try {
    return decodeURIComponent(text).trim().toLowerCase()
  } catch {
    return text.trim().toLowerCase()
  }
}
