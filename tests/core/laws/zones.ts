// Zones with awkward clocks, each with a time when they were awkward.
export const ERAS: readonly { readonly zone: string, readonly around: number }[] = [
  { zone: 'UTC', around: Date.UTC(2026, 10, 22) },
  { zone: 'Europe/Berlin', around: Date.UTC(2026, 2, 29, 1) },
  // Midnights that do not exist (October) or come twice (February).
  { zone: 'America/Sao_Paulo', around: Date.UTC(2018, 10, 4, 3) },
  { zone: 'America/St_Johns', around: Date.UTC(2010, 10, 7, 2) },
  // 30 December 2011 was skipped.
  { zone: 'Pacific/Apia', around: Date.UTC(2011, 11, 30, 10) },
  { zone: 'Africa/Casablanca', around: Date.UTC(2025, 2, 30) },
  { zone: 'Asia/Kathmandu', around: Date.UTC(1985, 11, 31, 18, 30) },
  { zone: 'Australia/Lord_Howe', around: Date.UTC(2024, 3, 6, 15) },
]
