import { AppError } from '#lib/model/errors.ts';
import type { ReadPackFile } from '#lib/scenarios/city/city-reader.ts';

/** Files of a pack by its URL, which ends with a slash. Throws FEED_UNREACHABLE when the server does not answer. */
export const fetchPackFile =
	(packUrl: string): ReadPackFile =>
	async (path) => {
		const file = new URL(path, packUrl).href;
		const response = await fetch(file).catch((cause: unknown) => {
			throw new AppError('FEED_UNREACHABLE', { feed: file }, { cause });
		});
		if (response.status === 404) return undefined;
		if (!response.ok)
			throw new AppError('FEED_UNREACHABLE', {
				feed: file,
				message: `${file} cannot be read: the server answers ${response.status}.`
			});
		return new Uint8Array(await response.arrayBuffer());
	};
