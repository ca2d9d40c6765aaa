import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '#lib/model/errors.ts';
import type { PageHandler } from '#lib/server/http/start-server.ts';

/** The pages as they were built last. Throws NOT_BUILT. */
export async function builtPages(): Promise<PageHandler> {
	const file = resolve(import.meta.dirname, '../build/handler.js');
	if (!existsSync(file))
		throw new AppError('NOT_BUILT', {
			message: 'The pages are not built yet. Run: npm start  (or: npm run build)'
		});
	const module = (await import(pathToFileURL(file).href)) as { handler: PageHandler }; // adapter-node's output
	return module.handler;
}
