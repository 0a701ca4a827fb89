// Builds ui/dist: one style sheet, fonts, scripts, icons and the fonts of the PDF printer.
// Run through bin/ui. The folder is made beside and swapped in at the end, so that a failed build leaves the old one.
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
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

/** The fonts of paper, whole: a typesetter takes one file per style and looks up each letter in the first. */
function printFonts() {
  const files = join(modules, '@expo-google-fonts/sofia-sans')
  for (const style of ['400Regular', '700Bold', '400Regular_Italic']) {
    copy(join(files, style, `SofiaSans_${style}.ttf`), `print-fonts/sofia-sans-${style}.ttf`)
  }
}

function licences() {
  copy(join(here, 'licences/govuk-frontend.txt'), 'licences/govuk-frontend.txt')
  copy(join(modules, 'htmx.org/LICENSE'), 'licences/htmx.txt')
  copy(join(modules, '@expo-google-fonts/sofia-sans/LICENSE_FONT'), 'licences/sofia-sans.txt')
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
