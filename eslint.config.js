// What import rules cannot say: the clock, chance, exports, file length, and typescript-eslint's type-checked set.
import ts from 'typescript-eslint'

const clock = 'Take `now` as an argument; only app/context.server.ts reads the clock.'
const timed = 'How long it took is a matter for bench/: assert what happened, with a clock of the test\'s own.'
const typed = ['app/**/*.{ts,tsx}', 'simulator/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'tests/**/*.ts']

export default [
  { ignores: ['**/generated/**', 'build/**', '.cache/**', '.data/**'] },
  ...ts.configs.recommendedTypeChecked.map((set) => ({ ...set, files: typed })),
  {
    files: typed,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: ts.parser },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read app/env.server.ts instead.' }],
    },
  },
  {
    files: ['app/env.server.ts', '*.config.ts', 'scripts/**', 'simulator/**', 'tests/**', 'bench/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['app/{core,operations,db,engine,shopify,queue,workers,components}/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: clock },
        { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Chance is passed in.' },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only, outside routes.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels.' },
      ],
    },
  },
  {
    files: ['tests/**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']", message: timed },
        { selector: "CallExpression[callee.name='expect'] > BinaryExpression[operator='-'][left.callee.object.name='Date']", message: timed },
      ],
    },
  },
]
