// The country codes Shopify knows: ISO 3166-1 alpha-2 and the few it adds, with names that merchants write instead.

const codes =
  'AC AD AE AF AG AI AL AM AN AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR ' +
  'CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GW GY HK HM HN HR HT HU ID IE IL ' +
  'IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW ' +
  'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PS PT PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST ' +
  'SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW ZZ'

export const countries: ReadonlySet<string> = new Set(codes.split(' '))

/** What merchants write for the countries most rules name, in lower case. */
const names: Readonly<Record<string, string>> = {
  uk: 'GB', 'united kingdom': 'GB', 'great britain': 'GB', england: 'GB', usa: 'US', 'united states': 'US', america: 'US', canada: 'CA', australia: 'AU',
  'new zealand': 'NZ', ireland: 'IE', germany: 'DE', deutschland: 'DE', france: 'FR', spain: 'ES', italy: 'IT', netherlands: 'NL', belgium: 'BE', austria: 'AT',
  switzerland: 'CH', sweden: 'SE', norway: 'NO', denmark: 'DK', finland: 'FI', poland: 'PL', portugal: 'PT', japan: 'JP', china: 'CN', india: 'IN', brazil: 'BR', mexico: 'MX',
}

/** The code that was probably meant; null when nothing suggests itself. */
export function countryMeant(written: string): string | null {
  const upper = written.toUpperCase()
  if (Object.hasOwn(names, written.toLowerCase())) return names[written.toLowerCase()] ?? null
  return countries.has(upper) ? upper : null
}
