// Names of people and of mail services for a made-up clientele. The mail domains cannot exist.

export const firstNames = ['Anna', 'Ben', 'Clara', 'David', 'Elif', 'Finn', 'Greta', 'Hanna', 'Ivan', 'Jana', 'Kenji', 'Lena', 'Mia', 'Noah', 'Olga', 'Paul', 'Quinn', 'Rosa', 'Sofia', 'Tim', 'Uma', 'Vera', 'Will', 'Xenia', 'Yuki', 'Zoë', 'André', 'Łucja', 'Núria', '美咲'] as const

export const lastNames = ['Becker', 'Brown', 'Dubois', 'Fischer', 'García', 'Hansen', 'Ito', 'Jones', 'Kaya', 'Koch', 'Lindqvist', 'Martin', 'Meyer', 'Miller', 'Müller', 'Nowak', "O'Connor", 'Petrov', 'Rossi', 'Schmidt', 'Silva', 'Smith', 'Tanaka', 'Wagner', 'Weber', 'Wójcik', 'van den Berg', '佐藤'] as const

export const mailDomains: readonly (readonly [string, number])[] = [
  ['gmail.example', 42], ['web.example', 14], ['gmx.example', 10], ['outlook.example', 10], ['icloud.example', 8], ['yahoo.example', 6], ['clayworks.example', 3], ['university.example', 4], ['company.example', 3],
]
