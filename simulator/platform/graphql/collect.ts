// The fields a selection asks of a type: fragments opened, skipped ones left out, those with the same key together.
import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLObjectType, type GraphQLSchema, type NamedTypeNode,
  type SelectionNode, type SelectionSetNode, GraphQLIncludeDirective, GraphQLSkipDirective, Kind, getDirectiveValues, isAbstractType, isObjectType, typeFromAST,
} from 'graphql'

export interface Document {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variables: Readonly<Record<string, unknown>>
}

export const fragmentsOf = (document: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> =>
  Object.fromEntries(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])))

/** By response key. */
export type Collected = Map<string, FieldNode[]>

export const keyOf = (node: FieldNode): string => node.alias?.value ?? node.name.value

export const selectionsOf = (nodes: readonly FieldNode[]): SelectionSetNode[] => nodes.flatMap((node) => node.selectionSet ?? [])

export function collect(document: Document, type: GraphQLCompositeType, selections: readonly SelectionSetNode[], into: Collected = new Map()): Collected {
  for (const node of selections.flatMap((set) => set.selections)) {
    if (!included(document, node)) continue
    if (node.kind === Kind.FIELD) {
      into.set(keyOf(node), [...(into.get(keyOf(node)) ?? []), node])
      continue
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? document.fragments[node.name.value] : node
    if (fragment && applies(document, fragment, type)) collect(document, type, [fragment.selectionSet], into)
  }
  return into
}

/** The concrete types that fragments of a selection speak of. */
export function branchesOf(document: Document, selections: readonly SelectionSetNode[]): GraphQLObjectType[] {
  return selections.flatMap((set) => set.selections).flatMap((node) => {
    if (node.kind === Kind.FIELD || !included(document, node)) return []
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? document.fragments[node.name.value] : node
    if (!fragment) return []
    const type = fragment.typeCondition ? typeFromAST(document.schema, fragment.typeCondition) : undefined
    return isObjectType(type) ? [type] : branchesOf(document, [fragment.selectionSet])
  })
}

function applies({ schema }: Document, fragment: { readonly typeCondition?: NamedTypeNode | undefined }, type: GraphQLCompositeType): boolean {
  if (!fragment.typeCondition) return true
  const condition = typeFromAST(schema, fragment.typeCondition)
  if (condition === type) return true
  return isAbstractType(condition) && isObjectType(type) && schema.isSubType(condition, type)
}

function included({ variables }: Document, node: SelectionNode): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
}
