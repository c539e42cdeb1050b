/** What names can be (docs/format.md, Names and limits). */

export const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/
export const ENVIRONMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
