/** Templates, and which level a name's value comes from (docs/format.md, Templates, Inheritance). */

import { NotFoundError, TemplateError } from './errors.js'
import { NAME } from './names.js'

const MAX_VALUE_BYTES = 1 << 20
const MAX_RESOLVED_BYTES = 64 << 20
const MAX_REFERENCES = 100
const REFERENCE = /\$\$\{|\$\{([^}]*)(\}?)/g

/** Names to values, as the first of `levels` sees them. A level is `{environment, records}`, the child first. */
export function resolveAll(levels) {
  const resolver = new Resolver(levels)
  const values = new Map()
  for (const name of [...new Set(levels.flatMap((level) => [...level.records.keys()]))].sort()) {
    const at = resolver.find(0, name)
    if (at !== null) values.set(name, resolver.resolve(at, name, []).value)
  }
  return values
}

class Resolver {
  #levels
  #resolved = new Map()
  #size = 0

  constructor(levels) {
    this.#levels = levels
  }

  /** The level that a name's value comes from, seen from level `start`; null where there is none or it is deleted. */
  find(start, name) {
    for (let at = start; at < this.#levels.length; at++) {
      const record = this.#levels[at].records.get(name)
      if (record) return record.deleted ? null : at
    }
    return null
  }

  /** `{value, depth}`; the depth is 0 without a template, else one more than the deepest of those it refers to. */
  resolve(at, name, above) {
    const record = this.#levels[at].records.get(name)
    if (!record.template) return { value: record.value, depth: 0 }
    const place = `${at} ${name}`
    if (this.#resolved.has(place)) return this.#resolved.get(place)
    const path = [...above, { at, name, place }]
    if (above.some((step) => step.place === place)) {
      throw new TemplateError(`templates in a circle: ${this.#way(path)}`)
    }
    const resolved = this.#fill(record.value, at, path)
    this.#size += resolved.bytes
    if (this.#size > MAX_RESOLVED_BYTES) {
      throw new TemplateError(`${name}: the resolved templates are longer than ${MAX_RESOLVED_BYTES} bytes together`)
    }
    this.#resolved.set(place, resolved)
    return resolved
  }

  #fill(template, at, path) {
    const parts = []
    let bytes = 0
    let depth = 0
    let end = 0
    const add = (part) => {
      bytes += Buffer.byteLength(part)
      if (bytes > MAX_VALUE_BYTES) {
        throw new TemplateError(`${this.#way(path)}: the resolved template is longer than ${MAX_VALUE_BYTES} bytes`)
      }
      parts.push(part)
    }
    for (const match of template.matchAll(REFERENCE)) {
      add(template.slice(end, match.index))
      end = match.index + match[0].length
      if (match[1] === undefined) {
        add('${')
        continue
      }
      const { value, depth: below } = this.#referred(match, at, path)
      depth = Math.max(depth, below)
      add(value)
    }
    add(template.slice(end))
    return { value: parts.join(''), depth: depth + 1, bytes }
  }

  #referred([, target, close], at, path) {
    if (!close || !NAME.test(target)) {
      throw new TemplateError(`${this.#way(path)}: a reference in the template is not \${NAME}`)
    }
    const found = this.find(at, target)
    if (found === null) {
      throw new NotFoundError(`${this.#way(path)} -> ${target}: no such secret in environment ` +
        this.#levels[at].environment)
    }
    const isTemplate = this.#levels[found].records.get(target).template
    if (path.length === MAX_REFERENCES && isTemplate) throw this.#tooDeep(path)
    const resolved = this.resolve(found, target, path)
    if (typeof resolved.value !== 'string') {
      throw new TemplateError(`${this.#way(path)} -> ${target}: a template cannot refer to a binary secret`)
    }
    if (resolved.depth === MAX_REFERENCES) throw this.#tooDeep(path)
    return resolved
  }

  #tooDeep(path) {
    return new TemplateError(`${this.#way(path.slice(0, 3))} -> ...: more than ${MAX_REFERENCES} templates on the way`)
  }

  #way(path) {
    const words = path.map(({ at, name }) => `${name} (${this.#levels[at].environment})`)
    return (words.length <= 10 ? words : [...words.slice(0, 9), '...', words.at(-1)]).join(' -> ')
  }
}
