// Every operation that could be handed an id: found in the sources, so that a new one cannot be forgotten.
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** What names a shop, or nothing that belongs to one. */
const harmless = new Set(['shop', 'domain', 'enabled', 'everyMs', 'budgetMs', 'stop', 'wall', 'now'])

/**
 * Names of exported functions that take the context and something that may name a row of a shop. Those that take `held` are steps of an
 * operation: they are handed rows that were read within the shop whose lease is held.
 */
export function operationsWithIds(): string[] {
  return globSync('app/operations/*/*.ts').sort().flatMap((file) => {
    const found: string[] = []
    ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true).forEachChild((node) => {
      for (const [name, parameters] of exported(node)) {
        const [context, ...others] = parameters
        if (context?.type?.getText().includes('Context') !== true || others.some((one) => one.type?.getText() === 'Held')) continue
        if (others.flatMap(namesIn).some((one) => !harmless.has(one))) found.push(name)
      }
    })
    return found
  })
}

function exported(node: ts.Node): [string, readonly ts.ParameterDeclaration[]][] {
  const isExported = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  if (!isExported) return []
  if (ts.isFunctionDeclaration(node) && node.name) return [[node.name.text, [...node.parameters]]]
  if (!ts.isVariableStatement(node)) return []
  return node.declarationList.declarations.flatMap(({ name, initializer }) => (initializer && ts.isArrowFunction(initializer) ? [[name.getText(), [...initializer.parameters]] as [string, readonly ts.ParameterDeclaration[]]] : []))
}

/** What a parameter is called, or its parts: `{ shop: id }` is a shop. */
function namesIn({ name }: ts.ParameterDeclaration): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? [(element.propertyName ?? element.name).getText()] : []))
}
