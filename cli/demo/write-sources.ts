import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { YunquanSource } from '#lib/cities/yunquan/yunquan.ts';
import type { ImportOptions } from '#tiles/import/import-options.ts';

/** Options of the import that takes the written files. */
export type SourceOptions = Pick<
	ImportOptions,
	'buildings' | 'roads' | 'water' | 'green' | 'areas' | 'gtfs' | 'points' | 'title'
>;

/** Writes a city's open data into a folder, piece by piece, and says how they are imported. */
export async function writeSources(
	folder: string,
	sources: readonly YunquanSource[],
	signal: AbortSignal
): Promise<SourceOptions> {
	await mkdir(folder, { recursive: true });
	const options = {
		buildings: [] as string[],
		roads: [] as string[],
		water: [] as string[],
		green: [] as string[],
		areas: [] as string[],
		gtfs: [] as string[],
		points: [] as string[],
		title: [] as string[]
	};
	for (const { name, as, dataset, title, chunks } of sources) {
		const path = join(folder, name);
		const file = createWriteStream(path);
		const written = finished(file);
		try {
			for (const chunk of chunks()) {
				if (!file.write(chunk)) await Promise.race([once(file, 'drain'), written]);
				// The generator is all computing: an interrupt is heard between its pieces.
				await setImmediate();
				signal.throwIfAborted();
			}
		} finally {
			file.end();
			await written;
		}
		options[as].push(dataset === undefined ? path : `${dataset}=${path}`);
		if (dataset !== undefined && title) options.title.push(`${dataset}=${title.zh}|${title.en}`);
	}
	return options;
}
