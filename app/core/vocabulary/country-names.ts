// What countries are called in English, by their code.

const names =
  'AD Andorra;AE the United Arab Emirates;AF Afghanistan;AG Antigua and Barbuda;AI Anguilla;AL Albania;AM Armenia;AO Angola;AR Argentina;AT Austria;AU Australia;AW Aruba;AX the Åland Islands;AZ Azerbaijan;' +
  'BA Bosnia and Herzegovina;BB Barbados;BD Bangladesh;BE Belgium;BF Burkina Faso;BG Bulgaria;BH Bahrain;BI Burundi;BJ Benin;BM Bermuda;BN Brunei;BO Bolivia;BR Brazil;BS the Bahamas;BT Bhutan;BW Botswana;BY Belarus;BZ Belize;' +
  'CA Canada;CD the Democratic Republic of the Congo;CF the Central African Republic;CG the Republic of the Congo;CH Switzerland;CI Côte d’Ivoire;CL Chile;CM Cameroon;CN China;CO Colombia;CR Costa Rica;CU Cuba;CV Cape Verde;CW Curaçao;CY Cyprus;CZ Czechia;' +
  'DE Germany;DJ Djibouti;DK Denmark;DM Dominica;DO the Dominican Republic;DZ Algeria;EC Ecuador;EE Estonia;EG Egypt;ER Eritrea;ES Spain;ET Ethiopia;FI Finland;FJ Fiji;FO the Faroe Islands;FR France;' +
  'GA Gabon;GB the United Kingdom;GD Grenada;GE Georgia;GF French Guiana;GG Guernsey;GH Ghana;GI Gibraltar;GL Greenland;GM the Gambia;GN Guinea;GP Guadeloupe;GQ Equatorial Guinea;GR Greece;GT Guatemala;GW Guinea-Bissau;GY Guyana;' +
  'HK Hong Kong;HN Honduras;HR Croatia;HT Haiti;HU Hungary;ID Indonesia;IE Ireland;IL Israel;IM the Isle of Man;IN India;IQ Iraq;IR Iran;IS Iceland;IT Italy;JE Jersey;JM Jamaica;JO Jordan;JP Japan;' +
  'KE Kenya;KG Kyrgyzstan;KH Cambodia;KM the Comoros;KN Saint Kitts and Nevis;KP North Korea;KR South Korea;KW Kuwait;KY the Cayman Islands;KZ Kazakhstan;LA Laos;LB Lebanon;LC Saint Lucia;LI Liechtenstein;LK Sri Lanka;LR Liberia;LS Lesotho;LT Lithuania;LU Luxembourg;LV Latvia;LY Libya;' +
  'MA Morocco;MC Monaco;MD Moldova;ME Montenegro;MG Madagascar;MK North Macedonia;ML Mali;MM Myanmar;MN Mongolia;MO Macao;MQ Martinique;MR Mauritania;MT Malta;MU Mauritius;MV the Maldives;MW Malawi;MX Mexico;MY Malaysia;MZ Mozambique;' +
  'NA Namibia;NC New Caledonia;NE Niger;NG Nigeria;NI Nicaragua;NL the Netherlands;NO Norway;NP Nepal;NZ New Zealand;OM Oman;PA Panama;PE Peru;PF French Polynesia;PG Papua New Guinea;PH the Philippines;PK Pakistan;PL Poland;PS Palestine;PT Portugal;PY Paraguay;QA Qatar;' +
  'RE Réunion;RO Romania;RS Serbia;RU Russia;RW Rwanda;SA Saudi Arabia;SB the Solomon Islands;SC Seychelles;SD Sudan;SE Sweden;SG Singapore;SI Slovenia;SK Slovakia;SL Sierra Leone;SM San Marino;SN Senegal;SO Somalia;SR Suriname;SS South Sudan;SV El Salvador;SX Sint Maarten;SY Syria;SZ Eswatini;' +
  'TD Chad;TG Togo;TH Thailand;TJ Tajikistan;TL Timor-Leste;TM Turkmenistan;TN Tunisia;TO Tonga;TR Türkiye;TT Trinidad and Tobago;TW Taiwan;TZ Tanzania;UA Ukraine;UG Uganda;US the United States;UY Uruguay;UZ Uzbekistan;' +
  'VA Vatican City;VC Saint Vincent and the Grenadines;VE Venezuela;VG the British Virgin Islands;VN Vietnam;VU Vanuatu;WS Samoa;XK Kosovo;YE Yemen;YT Mayotte;ZA South Africa;ZM Zambia;ZW Zimbabwe'

/** As they stand in a sentence after "in"; the smallest ones have none here and go by their code. */
export const countryNames: Readonly<Record<string, string>> = Object.fromEntries(names.split(';').map((entry) => [entry.slice(0, 2), entry.slice(3)]))
