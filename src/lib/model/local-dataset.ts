import type { Dataset } from './city.ts';
import type { EpochMs } from './units.ts';

/** Data that live in this browser only and die with the page. */
export interface LocalDataset {
	/** As a pack's, but its `file` is a `blob:` URL. Its id begins with `local-`. */
	readonly dataset: Dataset;
	/** A file that was dropped, or the answer of a question. */
	readonly origin: 'file' | 'query';
	/** Name of the file, or the question. */
	readonly from: string;
	readonly addedAt: EpochMs;
}
