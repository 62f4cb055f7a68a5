// The routes are the files of app/routes, named by Remix's flat convention.
import { flatRoutes } from '@remix-run/fs-routes'

export default flatRoutes()
