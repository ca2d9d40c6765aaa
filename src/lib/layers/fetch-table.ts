import type { Table } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';

/** Reads an Arrow file of the pack. Throws PACK_BROKEN when it is not there. */
export async function fetchTable(url: string, signal: AbortSignal): Promise<Table> {
	const [{ tableFromIPC }, response] = await Promise.all([import('apache-arrow'), fetch(url, { signal })]);
	if (!response.ok) throw new AppError('PACK_BROKEN', { file: url, status: response.status });
	return tableFromIPC(new Uint8Array(await response.arrayBuffer()));
}
