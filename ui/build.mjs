// Builds ui/dist: one style sheet, fonts, scripts, icons and the fonts of the PDF printer.
// Run through bin/ui. The folder is made beside and swapped in at the end, so that a failed build leaves the old one.
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, 'node_modules')
const out = join(modules, '.dist-new')

/** Copies one file of a package or of this folder into the result. */
function copy(from, to) {
  mkdirSync(dirname(join(out, to)), { recursive: true })
  cpSync(from, join(out, to))
}

function styles() {
  const { css } = sass.compile(join(here, 'styles/opora.scss'), {
    loadPaths: [modules],
    style: 'compressed',
    charset: false,
    quietDeps: true
  })
  writeFileSync(join(out, 'opora.css'), css)
}

function scripts() {
  const withoutMap = (file) => readFileSync(file, 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n')
  const govuk = join(modules, 'govuk-frontend/dist/govuk/govuk-frontend.min.js')
  writeFileSync(join(out, 'govuk-frontend.min.js'), withoutMap(govuk))
  writeFileSync(join(out, 'htmx.min.js'), withoutMap(join(modules, 'htmx.org/dist/htmx.min.js')))
  copy(join(here, 'scripts/opora.js'), 'opora.js')
  copy(join(here, 'icons/icon.svg'), 'icon.svg')
}

function webFonts() {
  const files = join(modules, '@fontsource-variable/sofia-sans/files')
  for (const subset of ['cyrillic', 'latin', 'latin-ext']) {
    copy(join(files, `sofia-sans-${subset}-wght-normal.woff2`), `fonts/sofia-sans-${subset}.woff2`)
  }
}

/** The static fonts as TTF for typesetting. A family per subset: a typesetter takes one file per family and style. */
function printFonts() {
  const files = join(modules, '@fontsource/sofia-sans/files')
  mkdirSync(join(out, 'print-fonts'), { recursive: true })
  const families = { latin: 'Sofia Sans', cyrillic: 'Sofia Sans Cyrillic', 'latin-ext': 'Sofia Sans Extended' }
  for (const [subset, family] of Object.entries(families)) {
    for (const style of ['400-normal', '700-normal', '400-italic']) {
      const font = woffToTtf(readFileSync(join(files, `sofia-sans-${subset}-${style}.woff`)), family, style)
      writeFileSync(join(out, `print-fonts/sofia-sans-${subset}-${style}.ttf`), font)
    }
  }
}

/** Unpacks WOFF 1 (zlib per table) into a plain TrueType file and names its family. */
function woffToTtf(woff, family, style) {
  const count = woff.readUInt16BE(12)
  const tables = []
  for (let i = 0; i < count; i++) {
    const at = 44 + i * 20
    const tag = woff.toString('latin1', at, at + 4)
    const [offset, packed, length] = [4, 8, 12].map((skip) => woff.readUInt32BE(at + skip))
    const raw = woff.subarray(offset, offset + packed)
    const data = packed < length ? inflateSync(raw) : Buffer.from(raw)
    tables.push({ tag, data: tag === 'name' ? nameTable(family, style) : data })
  }
  return sfnt(tables, woff.readUInt32BE(4))
}

/** A minimal `name` table: family, style, unique id, full name, version, PostScript name. */
function nameTable(family, style) {
  const [weight, slant] = style.split('-')
  const bold = weight === '700'
  const styleName = bold ? 'Bold' : slant === 'italic' ? 'Italic' : 'Regular'
  const postscript = `${family.replaceAll(' ', '')}-${styleName}`
  const licence = 'SIL Open Font License 1.1. Copyright 2019 The Sofia Sans Project Authors'
  const names = { 0: licence, 1: family, 2: styleName, 3: `${postscript}-opora`, 4: `${family} ${styleName}`, 5: 'Version 4', 6: postscript }
  const texts = Object.entries(names).map(([id, text]) => [Number(id), Buffer.from(text, 'utf16le').swap16()])
  const head = Buffer.alloc(6 + texts.length * 12)
  head.writeUInt16BE(texts.length, 2)
  head.writeUInt16BE(head.length, 4)
  let offset = 0
  texts.forEach(([id, text], i) => {
    const record = [3, 1, 0x409, id, text.length, offset] // Windows, Unicode, English
    record.forEach((value, j) => head.writeUInt16BE(value, 6 + i * 12 + j * 2))
    offset += text.length
  })
  return Buffer.concat([head, ...texts.map(([, text]) => text)])
}

/** Puts tables together into one font file with right checksums. */
function sfnt(tables, flavour) {
  const padded = (data) => Buffer.concat([data, Buffer.alloc(-data.length & 3)])
  const sum = (data) => {
    let total = 0
    for (let i = 0; i < data.length; i += 4) total = (total + data.readUInt32BE(i)) >>> 0
    return total
  }
  const power = Math.floor(Math.log2(tables.length))
  const head = Buffer.alloc(12 + tables.length * 16)
  head.writeUInt32BE(flavour, 0)
  head.writeUInt16BE(tables.length, 4)
  head.writeUInt16BE(2 ** power * 16, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(tables.length * 16 - 2 ** power * 16, 10)
  let offset = head.length
  let headTable
  tables.forEach(({ tag, data }, i) => {
    if (tag === 'head') {
      data.writeUInt32BE(0, 8)
      headTable = offset
    }
    head.write(tag, 12 + i * 16, 'latin1')
    head.writeUInt32BE(sum(padded(data)), 16 + i * 16)
    head.writeUInt32BE(offset, 20 + i * 16)
    head.writeUInt32BE(data.length, 24 + i * 16)
    offset += padded(data).length
  })
  const font = Buffer.concat([head, ...tables.map(({ data }) => padded(data))])
  font.writeUInt32BE((0xb1b0afba - sum(font)) >>> 0, headTable + 8)
  return font
}

function licences() {
  copy(join(here, 'licences/govuk-frontend.txt'), 'licences/govuk-frontend.txt')
  copy(join(modules, 'htmx.org/LICENSE'), 'licences/htmx.txt')
  copy(join(modules, '@fontsource/sofia-sans/LICENSE'), 'licences/sofia-sans.txt')
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
styles()
scripts()
webFonts()
printFonts()
licences()
rmSync(join(here, 'dist'), { recursive: true, force: true })
renameSync(out, join(here, 'dist'))
