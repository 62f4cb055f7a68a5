# Untested: written where no container engine runs.
FROM node:24-bookworm-slim AS build
WORKDIR /strata
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN PRISMA_SCHEMA_ENGINE_BINARY=/bin/true npx prisma generate --schema prisma/schema.prisma \
 && PRISMA_SCHEMA_ENGINE_BINARY=/bin/true npx prisma generate --schema prisma/postgres/schema.prisma \
 && npx remix vite:build && npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /strata
ENV NODE_ENV=production PORT=3000
COPY --from=build /strata/package.json /strata/tsconfig.json ./
COPY --from=build /strata/node_modules node_modules
COPY --from=build /strata/build build
COPY --from=build /strata/app app
COPY --from=build /strata/prisma prisma
COPY --from=build /strata/scripts scripts
USER node
CMD ["sh", "-c", "node scripts/migrate.ts && exec node app/server.ts"]
