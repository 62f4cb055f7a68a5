// The privacy commands: what customers asked to be shown, and the answer to one of them.
import { shopByDomain } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { answerDataRequest, dataRequests } from '#app/operations/shop/data-requests.ts'
import type { CommandEnd } from './segments.ts'

export interface PrivacyCommand {
  readonly verb: string
  /** Domain. */
  readonly shop: string
  /** The request's, as listed. */
  readonly id?: number
}

const refused = (problem: string): CommandEnd => ({ ok: false, value: { problem } })

export async function commandPrivacy(ctx: Context, { verb, shop: domain, id }: PrivacyCommand): Promise<CommandEnd> {
  const shop = await ctx.db.read(() => shopByDomain(domain))
  if (shop === undefined) return refused(`The shop ${domain} has not installed the app.`)
  switch (verb) {
    case 'list': {
      const requests = await dataRequests(ctx, { shop: shop.id })
      return { ok: true, value: requests.map(({ at, ...request }) => ({ ...request, askedAt: new Date(at).toISOString() })) }
    }
    case 'answer': {
      if (id === undefined) return refused('answer needs --id, as privacy list shows it.')
      const answer = await answerDataRequest(ctx, { shop: shop.id, id })
      return answer.kind === 'answer' ? { ok: true, value: JSON.parse(answer.json) as unknown } : refused('There is no such request.')
    }
    default:
      return refused(`privacy takes list or answer, not ${verb}.`)
  }
}
