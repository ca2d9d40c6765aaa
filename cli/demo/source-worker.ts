import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { YunquanOptions } from '#lib/cities/yunquan/plan/options.ts';
import { yunquan } from '#lib/cities/yunquan/yunquan.ts';
import { AppError, type SerialisedError } from '#lib/model/errors.ts';
import type { ImportOptions } from '#tiles/import/import-options.ts';

/** What the thread is started with. */
export interface SourceTask extends YunquanOptions {
	readonly folder: string;
}

/** Options of the import that takes the written files. */
export type SourceOptions = Pick<
	ImportOptions,
	'buildings' | 'roads' | 'water' | 'green' | 'terrain' | 'areas' | 'gtfs' | 'points' | 'title'
>;

export type SourceAnswer = { readonly options: SourceOptions } | { readonly error: SerialisedError };

/** Writes the city's open data into a folder, piece by piece, and says how they are imported. */
function write({ folder, ...city }: SourceTask): SourceOptions {
	mkdirSync(folder, { recursive: true });
	const options = { title: [] as string[] } as Record<keyof SourceOptions, string[]>;
	for (const { name, as, dataset, title, chunks } of yunquan(city).sources) {
		const path = join(folder, name);
		const file = openSync(path, 'w');
		try {
			for (const chunk of chunks()) {
				const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
				for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
			}
		} finally {
			closeSync(file);
		}
		(options[as] ??= []).push(dataset === undefined ? path : `${dataset}=${path}`);
		if (dataset !== undefined && title) options.title.push(`${dataset}=${title.zh}|${title.en}`);
	}
	return options;
}

let answer: SourceAnswer;
try {
	answer = { options: write(workerData as SourceTask) };
} catch (thrown) {
	answer = { error: AppError.from(thrown).toJSON() };
}
parentPort?.postMessage(answer);
