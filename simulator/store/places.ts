// Where customers live: countries with provinces, cities, postcodes, languages and currencies, in the shares of a shop in Europe.

export interface City { readonly name: string; readonly province: string | null; readonly zip: string; readonly lat: number; readonly lon: number }
export interface Country { readonly code: string; readonly share: number; readonly currency: string; readonly dial: string; readonly locales: readonly string[]; readonly cities: readonly City[] }

const city = (name: string, province: string | null, zip: string, lat: number, lon: number): City => ({ name, province, zip, lat, lon })

/** In a postcode each `#` becomes a digit and each `?` a letter. */
export const countries: readonly Country[] = [
  { code: 'DE', share: 34, currency: 'EUR', dial: '49', locales: ['de', 'de', 'de', 'de', 'en'], cities: [city('Berlin', 'BE', '101##', 52.52, 13.4), city('Hamburg', 'HH', '200##', 53.55, 9.99), city('München', 'BY', '803##', 48.14, 11.58), city('Köln', 'NW', '506##', 50.94, 6.96)] },
  { code: 'US', share: 18, currency: 'USD', dial: '1', locales: ['en', 'en', 'es'], cities: [city('New York', 'NY', '100##', 40.71, -74.01), city('Austin', 'TX', '787##', 30.27, -97.74), city('Portland', 'OR', '972##', 45.52, -122.68), city('Portland', 'ME', '041##', 43.66, -70.26)] },
  { code: 'GB', share: 11, currency: 'GBP', dial: '44', locales: ['en'], cities: [city('London', 'ENG', 'E# #??', 51.51, -0.13), city('Glasgow', 'SCT', 'G# #??', 55.86, -4.25), city('Cardiff', 'WLS', 'CF# #??', 51.48, -3.18)] },
  { code: 'FR', share: 8, currency: 'EUR', dial: '33', locales: ['fr'], cities: [city('Paris', null, '750##', 48.86, 2.35), city('Lyon', null, '690##', 45.76, 4.84)] },
  { code: 'AT', share: 6, currency: 'EUR', dial: '43', locales: ['de'], cities: [city('Wien', null, '10#0', 48.21, 16.37), city('Graz', null, '80##', 47.07, 15.44)] },
  { code: 'CH', share: 5, currency: 'CHF', dial: '41', locales: ['de', 'fr', 'it'], cities: [city('Zürich', 'ZH', '80##', 47.38, 8.54), city('Genève', 'GE', '12##', 46.2, 6.14)] },
  { code: 'JP', share: 4, currency: 'JPY', dial: '81', locales: ['ja'], cities: [city('渋谷区', 'JP-13', '150-00##', 35.66, 139.7), city('大阪市', 'JP-27', '530-00##', 34.69, 135.5)] },
  { code: 'CA', share: 4, currency: 'CAD', dial: '1', locales: ['en', 'fr'], cities: [city('Toronto', 'ON', 'M5V #?#', 43.65, -79.38), city('Montréal', 'QC', 'H2X #?#', 45.5, -73.57)] },
  { code: 'SE', share: 4, currency: 'SEK', dial: '46', locales: ['sv', 'en'], cities: [city('Stockholm', null, '111 ##', 59.33, 18.07)] },
  { code: 'PL', share: 3, currency: 'PLN', dial: '48', locales: ['pl'], cities: [city('Warszawa', null, '00-0##', 52.23, 21.01), city('Łódź', null, '90-0##', 51.76, 19.46)] },
  { code: 'AU', share: 2, currency: 'AUD', dial: '61', locales: ['en'], cities: [city('Sydney', 'NSW', '20##', -33.87, 151.21)] },
  { code: 'BR', share: 1, currency: 'BRL', dial: '55', locales: ['pt-BR'], cities: [city('São Paulo', 'SP', '01###-0##', -23.55, -46.63)] },
]

const provinces: Record<string, string> = {
  'DE-BE': 'Berlin', 'DE-HH': 'Hamburg', 'DE-BY': 'Bayern', 'DE-NW': 'Nordrhein-Westfalen', 'US-NY': 'New York', 'US-TX': 'Texas', 'US-OR': 'Oregon', 'US-ME': 'Maine',
  'GB-ENG': 'England', 'GB-SCT': 'Scotland', 'GB-WLS': 'Wales', 'CH-ZH': 'Zurich', 'CH-GE': 'Geneva', 'JP-JP-13': 'Tōkyō', 'JP-JP-27': 'Ōsaka', 'CA-ON': 'Ontario', 'CA-QC': 'Quebec', 'AU-NSW': 'New South Wales', 'BR-SP': 'São Paulo',
}

const names = new Intl.DisplayNames(['en'], { type: 'region' })

const countryNames = new Map(countries.map(({ code }) => [code, names.of(code) ?? code]))

export const countryName = (code: string): string => countryNames.get(code) ?? code

export const provinceName = (country: string, province: string): string => provinces[`${country}-${province}`] ?? province

const byCode = new Map(countries.map((country) => [country.code, country]))

export const countryOf = (code: string): Country | undefined => byCode.get(code)
