import { AppError } from '#lib/model/errors.ts';
import { connect } from '../rpc.ts';
import type { FilesApi, FilesOptions } from './api.ts';
import type { MadeDataset } from './make-dataset.ts';
import type { OpenedAddress } from './models/open-address.ts';
import type { Opened, Placed, Placing, TableChoices } from './opened.ts';

export type { FilesOptions } from './api.ts';
export type { MadeDataset } from './make-dataset.ts';
export type {
	ColumnKind,
	FoundColumn,
	Opened,
	OpenedModel,
	OpenedTable,
	Placed,
	Placing,
	TableChoices
} from './opened.ts';
export type { FileReason } from './file-error.ts';
export type { FileNote } from './table/source-table.ts';
export { hasOffset } from './positions/china-offsets.ts';
export type { FileFormat } from './sniff.ts';

/** Files of the user's: read in a worker, never sent anywhere. */
export interface Files {
	/** Recognises and reads a file; bytes read so far go to `onBytes`. */
	open(file: File, options: { onBytes: (bytes: number) => void; signal: AbortSignal }): Promise<Opened>;
	/** Reads a tileset by its address on this server. */
	openAddress(address: string, signal: AbortSignal): Promise<OpenedAddress>;
	/** Where the rows of an open table would lie. */
	place(id: number, placing: Placing): Promise<Placed>;
	/** Makes a dataset of an open table. */
	make(choices: TableChoices): Promise<MadeDataset>;
	/** Forgets an open table. */
	close(id: number): void;
	/** Ends the worker, and what it is reading with it. */
	stop(): void;
}

/** Starts the worker; `ondied` hears when it broke and can do nothing any more. */
export function startFiles(options: FilesOptions, ondied: () => void): Files {
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'files' });
	const api = connect<FilesApi>(worker);
	const stop = (reason: AppError) => {
		worker.terminate();
		api.fail(reason);
	};
	const die = (message: string) => {
		ondied();
		stop(new AppError('WORKER_CRASHED', { message }));
	};
	worker.addEventListener('error', (event) => die(event.message || 'the files worker did not start'));
	worker.addEventListener('messageerror', () => die('a message could not be read'));
	void api.start(options).catch(() => undefined); // a worker that died says so to whoever asks it
	return {
		open: (file, { onBytes, signal }) => api.open(file, onBytes, signal),
		openAddress: (address, signal) => api.openAddress(address, signal),
		place: (id, placing) => api.place(id, placing),
		make: (choices) => api.make(choices),
		close: (id) => void api.close(id).catch(() => undefined), // a worker that died has nothing open
		stop: () => stop(new AppError('ABORTED', { message: 'the files worker was stopped' }))
	};
}
