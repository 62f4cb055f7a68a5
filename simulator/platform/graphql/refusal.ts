// The errors of the Admin API that are not user errors, in the shapes that were recorded; and the one that is ours: not simulated.
import { GraphQLError } from 'graphql'

const documentation = 'https://shopify.dev/api/usage/access-scopes'
const approval = 'See https://partners.shopify.com/1/apps/1/customer_data for more details.'

export const notSimulated = (what: string) => new GraphQLError(`not simulated: ${what}`, { extensions: { code: 'NOT_SIMULATED' } })

export const accessDenied = (field: string, requiredAccess: string) =>
  new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, { extensions: { code: 'ACCESS_DENIED', documentation, requiredAccess } })

export const objectNotApproved = (type: string) =>
  new GraphQLError(`This app is not approved to access the ${type} object. ${approval}`, { extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/apps/store/data-protection/protected-customer-data' } })

export const fieldNotApproved = (field: string) =>
  new GraphQLError(`This app is not approved to use the ${field} field. ${approval}`, { extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/apps/store/data-protection/protected-customer-data' } })

export const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })

export const invalidId = (id: string) => new GraphQLError(`Invalid global id '${id}'`, { extensions: { code: 'argumentLiteralsIncompatible' } })

/** A gid of a kind that the field does not take. */
export const wrongKind = () => new GraphQLError('invalid id', { extensions: { code: 'RESOURCE_NOT_FOUND' } })

export const tooManyItems = (size: number, most: number) =>
  new GraphQLError(`The input array size of ${size} is greater than the maximum allowed of ${most}.`, { extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } })
